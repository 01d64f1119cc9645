"""A code quality report of GitLab, which shows in a merge request what it finds worse than on the branch.

GitLab itself compares the reports of both, by their fingerprints. So every finding that counts is in it, and of a
proposed change also what was there before.
"""

import hashlib
from collections import Counter

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.model.finding import Finding, Result, Severity
from sms_lint.report.sarif import fingerprint
from sms_lint.report.style import Style

_LEVELS: dict[Severity, str] = {"error": "critical", "warning": "major", "note": "info"}


def gitlab(result: Result, style: Style) -> Printable:
    """A list with an object for each finding that is not suppressed."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in result.findings:
        if finding.suppressed is None:
            print_ = fingerprint(finding)
            issues.append(_issue(finding, _apart(print_, seen[print_]), style))
            seen[print_] += 1
    return json_text(issues)


def _apart(print_: str, before: int) -> str:
    """A fingerprint of its own for each of several findings that are the same."""
    return hashlib.sha256(f"{print_} {before}".encode()).hexdigest()[:32] if before else print_


def _issue(finding: Finding, print_: str, style: Style) -> dict[str, object]:
    remedy = style.remedy(finding, linked=True)
    return {
        "description": f"{finding.message} ({remedy})" if remedy else finding.message,
        "check_name": finding.rule,
        "fingerprint": print_,
        "severity": _LEVELS[finding.severity],
        "location": {"path": finding.at.path, "lines": {"begin": finding.at.line}},
        **({"baseline": finding.baseline} if finding.baseline else {}),
    }
