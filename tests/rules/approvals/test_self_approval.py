"""Whether owner and approver have to be two: an error, but where few persons hold roles."""

import pytest

from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.rules.minimal import Minimal

(SELF_APPROVAL,) = (check for check in checks() if check.rule.id == "self-approval")
PEOPLE = """
kind: person
id: REG-PERSON
title: Persons
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: P-001, roles: [{role: head-of-service-management, from: 2020-01-01}]}
  - {id: P-002, roles: [{role: managing-director, from: 2020-01-01}]}
  - {id: P-003, roles: [{role: head-of-service-management, from: 2019-01-01, to: 2019-12-31}]}
"""
POLICY = """---
kind: policy
id: POL-CHG
title: Changes
version: "1.0"
lifecycle: active
owner: managing-director
approver: managing-director
effective: 2026-09-15
review: {every: 12 months, last: 2026-09-15}
classification: internal
retention: 7 years
---
"""


@pytest.mark.parametrize(
    ("thresholds", "severity"),
    [("{}", "warning"), ("{small_organization: 3}", "warning"), ("{small_organization: 2}", "error")],
)
def test_how_many_persons_are_a_small_organization(minimal: Minimal, thresholds: str, severity: str) -> None:
    """Two persons hold roles today; a third did."""
    settings = f"organization: {{name: Example}}\nas_of: 2026-10-31\nthresholds: {thresholds}\n"
    files = {"sms.yml": settings, "records/registers/person.yml": PEOPLE, "policies/change.md": POLICY}
    found = lint(minimal.with_files(files), [SELF_APPROVAL]).findings
    assert [each.severity for each in found if each.node == "POL-CHG"] == [severity]
