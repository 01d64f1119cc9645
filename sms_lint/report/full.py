"""For people: each finding with the lines it is about, or one line each; the worst first, notes only counted."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sms_lint.ground.output.characters import one_line
from sms_lint.ground.output.printable import Printable, block, line
from sms_lint.ground.sentences import plural
from sms_lint.ground.source import Location
from sms_lint.model.finding import SEVERITIES, Finding, Result
from sms_lint.report.style import Style
from sms_lint.report.together import together
from sms_lint.translation import ours, told

_WIDEST = 110


def full(result: Result, style: Style) -> Printable:
    """Every finding with a frame of the text and a caret, what to do, and where to read on."""
    findings = (text for finding in shown(result, style) for text in (*_finding(finding, style), ""))
    return block([*findings, *summary(result, style)])


def concise(result: Result, style: Style) -> Printable:
    """One line for each finding."""
    lines = []
    for finding in shown(result, style):
        row, column = finding.at.file.line_column(finding.at.start)
        state = "suppressed " if finding.suppressed else ""
        place = f"{finding.at.path}:{row}:{column}"
        lines.append(f"{place}: {state}{finding.severity}: {finding.rule}: {finding.message}")
    return block([*lines, *summary(result, style)])


def grouped(result: Result, style: Style) -> Printable:
    """The findings of each file below its path, one line each, in the order of their places."""
    by_path: dict[str, list[Finding]] = {}
    for finding in sorted(shown(result, style), key=lambda finding: (finding.at.path, finding.at.start)):
        by_path.setdefault(finding.at.path, []).append(finding)
    lines: list[Printable] = []
    for path, findings in by_path.items():
        lines += [line(style.paint(path, "bold")), *_in_file(findings, style), line("")]
    return block([*lines, *summary(result, style)])


def _in_file(findings: Iterable[Finding], style: Style) -> Iterator[Printable]:
    for finding in findings:
        row, column = finding.at.file.line_column(finding.at.start)
        head = style.paint(finding.severity, finding.severity)
        state = "suppressed " if finding.suppressed else ""
        yield line(f"  {row}:{column}  {state}", head, f"  {finding.rule}  {finding.message}")


def shown(result: Result, style: Style) -> list[Finding]:
    """The findings that are shown one by one: errors, then warnings, then the notes where they are asked for.

    What is accepted for now is shown whatever it is: somebody has to take it back one day.
    """
    every = (
        finding
        for finding in result.shown
        if style.notes or finding.severity != "note" or finding.suppressed is not None
    )
    return sorted(together(every), key=lambda finding: SEVERITIES.index(finding.severity))


def summary(result: Result, style: Style) -> Iterator[Printable]:
    """How much was found, and what could not be judged, in lines."""
    notes = [finding for finding in result.counted if finding.severity == "note"]
    if notes and not style.notes:
        yield line(ours(f"{plural(len(notes), 'note')}, counted by rule; --notes shows each:"))
        yield from _by_rule(notes, style)
        yield line("")
    if style.statistics and result.counted:
        yield line(ours("findings by rule:"))
        yield from _by_rule(result.counted, style)
        yield line("")
    found = ", ".join(_counts(result)) or "no findings"
    accepted = f"; {result.suppressed} accepted for now" if result.suppressed else ""
    yield line(style.paint(ours(f"{found}{accepted} (as of {result.today})"), "bold"))
    if result.compared:
        yield line(beside_the_change(result))
    if result.preset:
        yield line(
            ours(
                f"preset `{result.preset}`: what is still missing is a note; `sms-lint plan` puts the work in order"
            )
        )
    yield from (line(ours(f"not checked: {item.what}: {item.why}")) for item in result.unchecked)


def beside_the_change(result: Result) -> str:
    """How much of what was found a proposed change has not brought, and how much it mended, in a sentence."""
    there = len(result.unchanged)
    known = "1 finding was" if there == 1 else f"{there or 'no'} findings were"
    verb = "counts" if there == 1 else "count"
    left = f" and {verb} for nothing here; `sms-lint check` lists all" if there else ""
    mended = f"; {len(result.mended)} mended" if result.mended else ""
    return f"{known} there before{left}{mended}"


def _counts(result: Result) -> Iterator[str]:
    told = Counter(finding.severity for finding in together(result.counted))
    for severity in SEVERITIES:
        count = result.count(severity)
        if count:
            yield plural(count, severity) + (f", shown as {told[severity]}" if told[severity] < count else "")


def _by_rule(findings: Iterable[Finding], style: Style) -> Iterator[Printable]:
    """How often each rule speaks, the one that speaks most often first."""
    counts = Counter(finding.rule for finding in findings)
    width = max(map(len, counts))
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        meant = told().finding(rule, style.rules[rule].summary) if rule in style.rules else ""
        yield line(f"{count:7,}  {rule:{width}}  {meant}".rstrip())


def _finding(finding: Finding, style: Style) -> Iterator[Printable]:
    colour = finding.severity
    head = style.paint(f"{finding.severity}: {finding.rule}", colour)
    yield line(head, "  ", style.paint(finding.message, "bold"))
    yield from _frame(finding.at, style, colour)
    edge = " " * (len(str(finding.at.line)) + 2)
    for related in finding.related:
        row, column = related.at.file.line_column(related.at.start)
        yield line(f"{edge}= {related.message}: {related.at.path}:{row}:{column}")
    clauses = ", ".join(finding.clauses)
    notes = [f"clause {clauses}" if clauses else "", style.remedy(finding)]
    if any(notes):
        yield line(f"{edge}= {' · '.join(note for note in notes if note)}")
    if finding.fix and not finding.suppressed:
        option = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        yield line(f"{edge}= {ours('a fix exists')} (`{option}`): {finding.fix.title}")
    if finding.suppressed:
        yield line(f"{edge}= accepted until {finding.suppressed.until}: {finding.suppressed.reason}")
    yield line(f"{edge}= {style.page(finding.rule)}")


def _frame(at: Location, style: Style, colour: str) -> Iterator[Printable]:
    row, column = at.file.line_column(at.start)
    yield line(f"  --> {at.path}:{row}:{column}")
    if not at.file.text:
        return
    text = at.file.line(row)
    cut = max(0, column - _WIDEST // 2) if len(text) > _WIDEST else 0
    before, marked = text[cut : column - 1], text[column - 1 : column - 1 + max(at.end - at.start, 1)]
    room, margin = " " * len(str(row)), " " * len(one_line(before))
    width = max(1, min(len(one_line(marked)), _WIDEST - len(margin)))
    yield line(f"{room}  |")
    yield line(f"{row}  | {text[cut : cut + _WIDEST]}")
    yield line(f"{room}  | {margin}", style.paint("^" * width, colour))
