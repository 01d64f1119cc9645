"""What a definition has to say, and what is told where it says something else."""

import pytest

from tests.measure.conftest import definition, faults

RATIO = {"type": "ratio", "unit": "%", "numerator": "made_sla = 'yes'"}


def test_it_knows_the_fields_that_it_needs() -> None:
    found = definition(**RATIO, filter="priority = 'P1'", event="resolved_at")
    assert found.columns == {"made_sla", "priority", "resolved_at"}
    assert definition(type="backlog", until="closed_at").columns == {"opened_at", "closed_at"}


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"source": "incidents"}, "source", "did you mean `incident`?"),
        ({"event": "open_at"}, "event", "`open_at` is not a field of incident; did you mean `opened_at`?"),
        ({"event": "priority"}, "event", "`priority` is a text; a record enters a period by a date"),
        ({"type": "backlog", "until": "closed"}, "until", "is not a field"),
        ({"type": "backlog", "until": "closed_at", "unit": "%"}, "unit", "not a percentage"),
        ({"unit": "%"}, "unit", "a count is a number of records, not a percentage"),
        ({"numerator": "made_sla = 'yes'"}, "numerator", "a count has no `numerator`"),
        ({"filter": "reopen_count"}, "filter", "this is a number, where a condition is needed"),
        ({"filter": "priority = "}, "filter", "cannot be read"),
        ({**RATIO, "numerator": "priority"}, "numerator", "this is a text, where a number or"),
        ({**RATIO, "denominator": "sum(1)"}, "denominator", "nothing that a definition may use"),
        ({"type": "average", "quantity": "priority"}, "quantity", "this is a text"),
        (
            {"type": "average", "quantity": "seconds_between(opened_at, resolved_at)"},
            "unit",
            "none of s, min, h, d",
        ),
        ({**RATIO, "numerator": "pending_time", "denominator": "reopen_count"}, "denominator", "two alike"),
        ({"type": "recurrence", "same": ["servce"], "within": "30 days"}, "same", "did you mean `service`?"),
        ({**RATIO, "formula": "100 × in time ÷ all"}, "formula", "a ratio has no `formula`"),
        (
            {"exclusions": [{"where": "priorty = 'P1'", "reason": "Trial", "approver": "incident-manager"}]},
            "exclusions",
            "did you mean `priority`?",
        ),
    ],
)
def test_a_slip_is_told_at_its_field(fields: dict[str, object], field: str, said: str) -> None:
    found = faults(**fields)
    assert [fault.route[0] for fault in found] == [field]
    assert said in found[0].message


def test_every_slip_is_told() -> None:
    found = faults(event="open_at", filter="priorty = 'P1'", exclusions=[])
    assert [fault.route for fault in found] == [("event",), ("filter",)]
