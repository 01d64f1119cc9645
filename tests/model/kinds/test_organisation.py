"""Roles, persons and key performance indicators: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.organisation import Person

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in ("role", "person", "kpi")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_full_entry_is_accepted(name: str) -> None:
    assert kinds()[name].read(EXAMPLES[name])[1] == []


def test_a_person_holds_a_role_from_and_to_a_day() -> None:
    person, _ = Person.read(EXAMPLES["person"])
    assert isinstance(person, Person)
    holding = person.roles[0]
    assert (holding.role, str(holding.from_), str(holding.to)) == (
        "continuity-manager",
        "2024-01-01",
        "2027-12-31",
    )
    assert [route for route, _ in person.refs()] == [("roles", 0, "role")]


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("role", {"id": "Change-Manager"}, "`id` must be the id of a role in small letters"),
        ("role", {"responsibilities": []}, "`responsibilities` must have at least one item"),
        ("person", {"roles": []}, "`roles` must have at least one item"),
        ("person", {"name": "somebody"}, "`name` is not a field of a person"),
        (
            "person",
            {"roles": [{"role": "a", "from": "2024-13-01"}]},
            "`roles`, item 1, `from` must be a date",
        ),
        ("kpi", {"direction": "up"}, "`direction` must be `higher`, `lower` or `band`, not `up`"),
        (
            "kpi",
            {"targets": [{"from": "2026-01-01", "value": "many"}]},
            "`targets`, item 1, `value` must be a number, not `many`",
        ),
    ],
)
def test_a_wrong_value_is_named(kind: str, change: dict[str, Any], message: str) -> None:
    node, faults = kinds()[kind].read(EXAMPLES[kind] | change)
    assert node is None
    assert len(faults) == 1
    assert faults[0].message.startswith(message)
