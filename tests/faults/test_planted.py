"""Each planted fault is found once, at its place, and nothing else is said."""

from collections import Counter

import pytest

from sms_lint.rules import checks
from tests.faults.planting import Fault, Reference, all_faults, outcome

FAULTS = tuple(all_faults())


def test_every_fault_has_a_name_of_its_own_and_a_rule_there_is() -> None:
    names = Counter(fault.name for fault in FAULTS)
    assert [name for name, count in names.items() if count > 1] == []
    assert {fault.rule for fault in FAULTS} <= {check.rule.id for check in checks()}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_found_once_at_its_place_and_nothing_else_is_said(
    fault: Fault, reference: Reference
) -> None:
    said = outcome(reference, fault)
    assert said.others == ()
    assert said.also == fault.also.keys(), "whatever may speak too does"
    assert [(path, fault.line in line) for path, line in said.places] == [(fault.path, True)], said.places
