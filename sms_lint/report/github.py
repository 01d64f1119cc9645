"""Annotations in a pull request on GitHub: the worst first, because only ten of a step are shown."""

from sms_lint.model.finding import SEVERITIES, Finding, Result
from sms_lint.report.full import summary
from sms_lint.report.style import Style, visible

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github(result: Result, style: Style) -> str:
    """One workflow command for each finding that counts, and a summary."""
    ordered = sorted(result.counted, key=lambda finding: SEVERITIES.index(finding.severity))
    return "\n".join([*(_command(finding, style) for finding in ordered), summary(result, style)])


def _command(finding: Finding, style: Style) -> str:
    line, column = finding.at.file.line_column(finding.at.start)
    end_line, end_column = finding.at.file.line_column(finding.at.end)
    place = {"file": finding.at.path, "line": line, "col": column, "endLine": end_line, "title": finding.rule}
    if end_line == line:
        place["endColumn"] = end_column
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    remedy = style.remedy(finding, linked=True)
    told = f"{finding.message} ({remedy})" if remedy else finding.message
    page = style.address("rules", finding.rule)
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(f'{told} {page}' if page else told)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
