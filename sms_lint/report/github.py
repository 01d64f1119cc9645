"""Annotations in a pull request on GitHub: the worst first, because only ten of a step are shown."""

from sms_lint.ground.output.annotations import annotation
from sms_lint.ground.output.printable import Printable, block
from sms_lint.model.finding import SEVERITIES, Finding, Result
from sms_lint.report.full import summary
from sms_lint.report.style import Style
from sms_lint.report.together import together

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github(result: Result, style: Style) -> Printable:
    """One workflow command for each finding that counts, and a summary."""
    ordered = sorted(together(result.counted), key=lambda finding: SEVERITIES.index(finding.severity))
    return block([*(_command(finding, style) for finding in ordered), *summary(result, style)])


def _command(finding: Finding, style: Style) -> Printable:
    line, column = finding.at.file.line_column(finding.at.start)
    end_line, end_column = finding.at.file.line_column(finding.at.end)
    place: dict[str, str | int] = {
        "file": finding.at.path,
        "line": line,
        "col": column,
        "endLine": end_line,
        "title": finding.rule,
    }
    if end_line == line:
        place["endColumn"] = end_column
    remedy = style.remedy(finding, linked=True)
    told = f"{finding.message} ({remedy})" if remedy else finding.message
    page = style.address("rules", finding.rule)
    return annotation(_LEVELS[finding.severity], place, f"{told} {page}" if page else told)
