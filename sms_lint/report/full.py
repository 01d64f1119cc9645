"""For people: each finding with the lines it is about, or one line each."""

from collections.abc import Iterator

from sms_lint.ground.output.characters import one_line
from sms_lint.ground.output.printable import Printable, block, line
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Result
from sms_lint.report.style import Style

_WIDEST = 110


def full(result: Result, style: Style) -> Printable:
    """Every finding with a frame of the text and a caret, what to do, and where to read on."""
    findings = (text for finding in result.shown for text in (*_finding(finding, style), ""))
    return block([*findings, *summary(result, style)])


def concise(result: Result, style: Style) -> Printable:
    """One line for each finding."""
    lines = []
    for finding in result.shown:
        row, column = finding.at.file.line_column(finding.at.start)
        state = "suppressed " if finding.suppressed else ""
        place = f"{finding.at.path}:{row}:{column}"
        lines.append(f"{place}: {state}{finding.severity}: {finding.rule}: {finding.message}")
    return block([*lines, *summary(result, style)])


def summary(result: Result, style: Style) -> Iterator[Printable]:
    """How much was found, and what could not be judged, in lines."""
    counts = [
        _plural(result.count(severity), severity)
        for severity in ("error", "warning", "note")
        if result.count(severity)
    ]
    found = ", ".join(counts) if counts else "no findings"
    accepted = f"; {result.suppressed} accepted for now" if result.suppressed else ""
    yield line(style.paint(f"{found}{accepted} (as of {result.today})", "bold"))
    if result.compared:
        yield line(beside_the_change(result))
    if result.preset:
        yield line(
            f"preset `{result.preset}`: what is still missing is a note; `sms-lint plan` puts the work in order"
        )
    yield from (line(f"not checked: {item.what}: {item.why}") for item in result.unchecked)


def beside_the_change(result: Result) -> str:
    """How much of what was found a proposed change has not brought, and how much it mended, in a sentence."""
    there = len(result.unchanged)
    known = "1 finding was" if there == 1 else f"{there or 'no'} findings were"
    verb = "counts" if there == 1 else "count"
    left = f" and {verb} for nothing here; `sms-lint check` lists all" if there else ""
    mended = f"; {len(result.mended)} mended" if result.mended else ""
    return f"{known} there before{left}{mended}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


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
