"""Each planted fault is found once, at its place, and nothing else is said."""

import os
from collections import Counter

import pytest

from sms_lint.rules import checks
from tests.faults.planting import Fault, Reference, all_faults, groups, outcomes, touches_rows

FAULTS = tuple(all_faults())
# To judge the whole system takes a second. Each fault by itself is for the night.
TOGETHER = 1 if os.environ.get("SMS_LINT_NIGHTLY") else 36
# The groups in which no table changes stand together: for all of them, rows are read once.
GROUPS = tuple(
    sorted(groups(FAULTS, TOGETHER), key=lambda group: touches_rows(fault.touched for fault in group))
)


def test_every_fault_has_a_name_of_its_own_and_a_rule_there_is() -> None:
    names = Counter(fault.name for fault in FAULTS)
    assert [name for name, count in names.items() if count > 1] == []
    assert {fault.rule for fault in FAULTS} <= {check.rule.id for check in checks()}


def test_every_fault_is_in_one_group() -> None:
    assert sorted(fault.name for group in GROUPS for fault in group) == sorted(fault.name for fault in FAULTS)


@pytest.mark.parametrize(
    "group", GROUPS, ids=[f"{group[0].name} and {len(group) - 1} more" for group in GROUPS]
)
def test_a_fault_is_found_once_at_its_place_and_nothing_else_is_said(
    group: tuple[Fault, ...], reference: Reference
) -> None:
    said = outcomes(reference, group)
    assert {name: outcome for name, outcome in said.items() if outcome.others} == {}
    for fault in group:
        outcome = said[fault.name]
        assert outcome.also == fault.also.keys(), f"{fault.name}: whatever may speak too does"
        found = [(path, fault.line in line) for path, line in outcome.places]
        assert found == [(fault.path, True)], f"{fault.name}: {outcome.places}"
