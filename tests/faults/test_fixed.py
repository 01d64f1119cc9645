"""Planted faults of rules that offer fixes: what the fixes come to in the whole reference system, with all rules."""

import os
from collections.abc import Iterator

import pytest

from sms_lint.rules import checks
from sms_lint.starter.fixing import REVEALING, fixed
from tests.faults.planting import Fault, Reference, all_faults, groups, planted

WITH_FIX = frozenset(check.rule.id for check in checks() if check.rule.fix)
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


def faults() -> Iterator[Fault]:
    """Those of rules with fixes; what puts a link on the disk is no text."""
    for fault in all_faults():
        if fault.rule in WITH_FIX and not any("link" in edit for edit in fault.edits):
            yield fault


GROUPS = tuple(groups(faults(), 60))


@pytest.mark.skipif(not NIGHTLY, reason="every round judges the whole system: minutes, for the night")
@pytest.mark.parametrize("group", GROUPS, ids=[group[0].name for group in GROUPS])
def test_fixes_leave_nothing_worse_and_what_they_leave_is_as_it_was(
    group: tuple[Fault, ...], reference: Reference
) -> None:
    overlay: dict[str, str | None] = {}
    for fault in group:
        with planted(reference, fault, overlay):
            pass
    before = reference.judged(overlay)
    found = fixed(lambda texts: reference.judged({**overlay, **texts}), unsafe=True)
    after = reference.judged({**overlay, **found.after})
    known = {(finding.rule, finding.at.path) for finding in before.findings}
    if not any(finding.rule in REVEALING for finding in found.done):
        assert {(finding.rule, finding.at.path) for finding in after.findings} <= known
        assert len(after.findings) < len(before.findings) or not found.done
    for path, text in found.after.items():
        assert (overlay.get(path) or reference.text(path)) == found.before[path]
        assert text != found.before[path]
