"""A comment on a proposal: what it changes and what it brings, on one screen. Without a base, the findings alone."""

from collections.abc import Iterable, Iterator, Sequence

from sms_lint.ground.output.markdown_page import heading, link_out, markdown_page, paragraph, remarks
from sms_lint.ground.output.printable import Printable
from sms_lint.ground.sentences import joined, plural
from sms_lint.model.finding import SEVERITIES, Finding, Result
from sms_lint.report.full import beside_the_change
from sms_lint.report.style import Style
from sms_lint.report.together import together

_MOST, _MOST_MENDED = 10, 5


def markdown(result: Result, style: Style) -> Printable:
    """The judgement in one sentence, what changes, and the worst of what was found."""
    parts = [paragraph(_judgement(result)), *_change(result)]
    shown = sorted(together(result.counted), key=lambda finding: SEVERITIES.index(finding.severity))
    parts += _part(
        "New findings" if result.compared else "Findings", (_told(one, style) for one in shown), _MOST
    )
    parts += _part("Mended", map(_named, together(result.mended)), _MOST_MENDED)
    parts += _part("Not checked", (f"{item.what}: {item.why}" for item in result.unchecked), _MOST_MENDED)
    if style.difference:
        parts.append(link_out("Show the difference", style.difference))
    return markdown_page(_title(result), *parts)


def _title(result: Result) -> str:
    found = [plural(result.count(severity), severity) for severity in SEVERITIES if result.count(severity)]
    if not result.compared:
        return f"Service management system: {joined(found) or 'no findings'}"
    return f"Service management system: this change brings {joined(found) or 'nothing that is wrong'}"


def _judgement(result: Result) -> str:
    """When it was judged, and what else was found."""
    if not result.compared:
        return f"As of {result.today}."
    beside = beside_the_change(result)
    return f"As of {result.today}. {beside[0].upper()}{beside[1:]}."


def _change(result: Result) -> Iterator[Sequence[Printable]]:
    for part in result.change:
        yield from _part(part.title, part.lines, _MOST)


def _part(title: str, texts: Iterable[str], most: int) -> Iterator[Sequence[Printable]]:
    """A heading and a list, cut off where it would be too long for a screen."""
    lines = list(texts)
    if lines:
        more = [f"and {len(lines) - most} more"] if len(lines) > most else []
        yield heading(title, 3)
        yield remarks([*lines[:most], *more])


def _told(finding: Finding, style: Style) -> str:
    remedy = style.remedy(finding)
    worse = " (worse than before)" if finding.baseline == "worse" else ""
    return f"{_named(finding).rstrip('.')}{worse}{f'. To do: {remedy}' if remedy else ''}"


def _named(finding: Finding) -> str:
    return f"{finding.severity} {finding.rule}, {finding.at.path}:{finding.at.line}: {finding.message}"
