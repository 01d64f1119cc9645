"""Findings as text for people and machines: one function per output format.

To add a format, write its module with a function `(Result, Style) -> Printable` and add its line to `FORMATS`.
"""

from collections.abc import Callable, Mapping

from sms_lint.ground.output.printable import Printable
from sms_lint.model.finding import Result
from sms_lint.report.full import concise, full, grouped
from sms_lint.report.github import github
from sms_lint.report.gitlab import gitlab
from sms_lint.report.junit import junit
from sms_lint.report.machine import json_lines, json_report
from sms_lint.report.markdown import markdown
from sms_lint.report.sarif import sarif
from sms_lint.report.style import Style

__all__ = ["FORMATS", "WITH_CHANGE", "WITH_MENDED", "Format", "Style"]

Format = Callable[[Result, Style], Printable]

FORMATS: Mapping[str, Format] = {
    "full": full,
    "concise": concise,
    "grouped": grouped,
    "json": json_report,
    "jsonl": json_lines,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "markdown": markdown,
}
# The formats that list what a proposed change put right; for the others it need not be found out.
WITH_MENDED = frozenset({"json", "jsonl", "markdown", "sarif"})
# Those that say in words what else it does.
WITH_CHANGE = frozenset({"json", "jsonl", "markdown"})
