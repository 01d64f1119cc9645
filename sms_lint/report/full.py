"""For people: each finding with the lines it is about, or one line each."""

from collections.abc import Iterator

from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Result
from sms_lint.report.style import Style, visible

_WIDEST = 110


def full(result: Result, style: Style) -> str:
    """Every finding with a frame of the text and a caret, what to do, and where to read on."""
    parts = [_finding(finding, style) for finding in result.findings]
    return "\n".join([*parts, summary(result, style)])


def concise(result: Result, style: Style) -> str:
    """One line for each finding."""
    lines = []
    for finding in result.findings:
        line, column = finding.at.file.line_column(finding.at.start)
        state = "suppressed " if finding.suppressed else ""
        place = f"{visible(finding.at.path)}:{line}:{column}"
        lines.append(f"{place}: {state}{finding.severity}: {finding.rule}: {visible(finding.message)}")
    return "\n".join([*lines, summary(result, style)])


def summary(result: Result, style: Style) -> str:
    """How much was found, and what could not be judged."""
    counts = [
        _plural(result.count(severity), severity)
        for severity in ("error", "warning", "note")
        if result.count(severity)
    ]
    found = ", ".join(counts) if counts else "no findings"
    accepted = f"; {result.suppressed} accepted for now" if result.suppressed else ""
    lines = [style.paint(f"{found}{accepted} (as of {result.today})", "bold")]
    if result.preset:
        lines.append(
            f"preset `{visible(result.preset)}`: what is not there yet is a note; "
            "`sms-lint plan` puts the work in order"
        )
    lines += [f"not checked: {visible(item.what)}: {visible(item.why)}" for item in result.unchecked]
    return "\n".join(lines) + "\n"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _finding(finding: Finding, style: Style) -> str:
    colour = finding.severity
    lines = [
        f"{style.paint(f'{finding.severity}: {finding.rule}', colour)}  {style.paint(visible(finding.message), 'bold')}"
    ]
    lines += _frame(finding.at, style, colour)
    edge = " " * (len(str(finding.at.line)) + 2)
    for related in finding.related:
        line, column = related.at.file.line_column(related.at.start)
        lines.append(f"{edge}= {visible(related.message)}: {visible(related.at.path)}:{line}:{column}")
    clauses = ", ".join(finding.clauses)
    notes = [f"clause {clauses}" if clauses else "", visible(style.remedy(finding))]
    lines += [f"{edge}= {' · '.join(note for note in notes if note)}"] if any(notes) else []
    if finding.suppressed:
        lines.append(
            f"{edge}= accepted until {finding.suppressed.until}: {visible(finding.suppressed.reason)}"
        )
    lines.append(f"{edge}= {style.page(finding.rule)}")
    return "\n".join(lines) + "\n"


def _frame(at: Location, style: Style, colour: str) -> Iterator[str]:
    line, column = at.file.line_column(at.start)
    yield f"  --> {visible(at.path)}:{line}:{column}"
    if not at.file.text:
        return
    text = at.file.line(line)
    cut = max(0, column - _WIDEST // 2) if len(text) > _WIDEST else 0
    before, marked = text[cut : column - 1], text[column - 1 : column - 1 + max(at.end - at.start, 1)]
    shown, room = visible(text[cut : cut + _WIDEST]), len(str(line))
    width = max(1, min(len(visible(marked)), _WIDEST - len(visible(before))))
    yield f"{' ' * room}  |"
    yield f"{line}  | {shown}"
    yield f"{' ' * room}  | {' ' * len(visible(before))}{style.paint('^' * width, colour)}"
