"""Records of the family resolution: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.columns import field_forms
from sms_lint.model.example import example_values
from sms_lint.model.kinds.resolution import Incident, MajorIncident, ServiceRequest
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "incident": Incident,
    "major-incident": MajorIncident,
    "service-request": ServiceRequest,
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "incident": {"status": "new"},
    "major-incident": {"status": "open"},
    "service-request": {"status": "new"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "incident": {
        "service": ("service",),
        "ci": ("ci",),
        "assigned_to": ("person",),
        "sla": ("sla",),
        "problem": ("problem",),
        "change": ("change",),
    },
    "major-incident": {
        "incident": ("incident",),
        "manager": ("role",),
        "reported_to.0": ("role",),
        "reported_to.1": ("role",),
        "improvements.0": ("improvement",),
    },
    "service-request": {"service": ("service",), "instruction": ("document",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("incident", {"status": "resolved", "closed_at": None}),
    ("incident", {"status": "in_progress", "resolved_at": None, "closed_at": None}),
    ("incident", {"status": "cancelled", "resolved_at": None}),
    # Opened again: a tool may keep the time of the first resolution.
    ("incident", {"status": "in_progress", "closed_at": None, "reopen_count": "1"}),
    ("incident", {"closed_at": "2026-08-18"}),
    ("incident", {"priority": "1 - Critical", "impact": "1", "urgency": "2 - High"}),
    ("major-incident", {"improvements": []}),
    ("major-incident", {"status": "restored", "cause": None, "review_date": None, "reported_to": []}),
    ("service-request", {"status": "fulfilled", "closed_at": None}),
    ("service-request", {"approval": None}),
    (
        "service-request",
        {"status": "rejected", "approval": "rejected", "fulfilled_at": None},
    ),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("incident", {"resolved_at": None}, "resolved_at", "because `status` is `closed`"),
    ("incident", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    ("incident", {"status": "resolved"}, "closed_at", "although `status` is `resolved`"),
    ("incident", {"first_response_at": "2026-08-18T09:19"}, "first_response_at", "is before `opened_at`"),
    ("incident", {"resolved_at": "2026-08-18T09:19"}, "resolved_at", "is before `first_response_at`"),
    (
        "incident",
        {"closed_at": "2026-08-17", "resolved_at": None, "status": "cancelled"},
        "closed_at",
        "before",
    ),
    ("incident", {"closed_at": "2026-08-18T12:29"}, "closed_at", "is before `resolved_at`"),
    ("incident", {"status": "Closed"}, "status", "did you mean `closed`?"),
    ("incident", {"pending_time": "15 min"}, "pending_time", "must be a number, 0 or more"),
    ("major-incident", {"restored_at": None}, "restored_at", "because `status` is `reviewed`"),
    ("major-incident", {"recovery": None}, "recovery", "because `status` is `reviewed`"),
    ("major-incident", {"cause": None}, "cause", "because `status` is `reviewed`"),
    ("major-incident", {"reported_to": []}, "reported_to", "because `status` is `reviewed`"),
    ("major-incident", {"review_date": None}, "review_date", "because `status` is `reviewed`"),
    ("major-incident", {"status": "open", "review_date": None}, "restored_at", "although `status` is `open`"),
    ("major-incident", {"status": "restored"}, "review_date", "although `status` is `restored`"),
    (
        "major-incident",
        {"top_management_informed_at": "2026-08-18T09:00"},
        "top_management_informed_at",
        "is before `started_at`",
    ),
    ("major-incident", {"restored_at": "2026-08-18T09:00"}, "restored_at", "is before `started_at`"),
    ("major-incident", {"review_date": "2026-08-17"}, "review_date", "is before `restored_at`"),
    ("major-incident", {"timeline": []}, "timeline", "at least one item"),
    (
        "major-incident",
        {"timeline": [{"at": "09:20", "event": "It began."}]},
        "timeline",
        "item 1, `at` must be a date",
    ),
    ("service-request", {"fulfilled_at": None}, "fulfilled_at", "because `status` is `closed`"),
    ("service-request", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    ("service-request", {"status": "fulfilled"}, "closed_at", "although `status` is `fulfilled`"),
    ("service-request", {"approval": "pending"}, "fulfilled_at", "although `approval` is `pending`"),
    ("service-request", {"due_at": "2026-06-30"}, "due_at", "is before `opened_at`"),
    ("service-request", {"fulfilled_at": "2026-07-01T09:00"}, "fulfilled_at", "is before `opened_at`"),
    ("service-request", {"closed_at": "2026-07-13T10:36"}, "closed_at", "is before `fulfilled_at`"),
]


def altered(kind: str, **changes: Any) -> dict[str, Any]:
    """The example of a kind with some values changed, or left out where the new value is None."""
    return {key: value for key, value in (EXAMPLES[kind] | changes).items() if value is not None}


def required(kind: str) -> list[str]:
    return [name for name, field in MODELS[kind].model_fields.items() if field.is_required()]


@pytest.mark.parametrize("kind", MODELS)
def test_an_example_is_silent(kind: str) -> None:
    node, found = faults(MODELS[kind], EXAMPLES[kind])
    assert found == []
    assert node is not None
    assert node.kind == kind
    assert set(MODELS[kind].model_fields) - set(EXAMPLES[kind]) <= {
        "supersedes",
        "formerly",
        *UNFILLED.get(kind, ()),
    }


@pytest.mark.parametrize("kind", MODELS)
def test_the_required_fields_are_enough(kind: str) -> None:
    values = {name: EXAMPLES[kind][name] for name in required(kind)} | START.get(kind, {})
    assert faults(MODELS[kind], values)[1] == []


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in MODELS for name in required(kind)])
def test_a_required_field_is_missed(kind: str, name: str) -> None:
    found = faults(MODELS[kind], altered(kind, **{name: None}))[1]
    assert [fault.message for fault in found] == [f"`{name}` is missing"]


@pytest.mark.parametrize("kind", MODELS)
def test_links_name_the_kinds_they_lead_to(kind: str) -> None:
    node, _ = faults(MODELS[kind], EXAMPLES[kind])
    assert node is not None
    assert {".".join(map(str, route)): ref.to for route, ref in node.refs()} == LINKS[kind]


@pytest.mark.parametrize(("kind", "changes"), SILENT)
def test_what_is_right_is_silent(kind: str, changes: dict[str, Any]) -> None:
    assert faults(MODELS[kind], altered(kind, **changes))[1] == []


@pytest.mark.parametrize(("kind", "changes", "field", "words"), SPEAKING)
def test_what_is_wrong_is_said(kind: str, changes: dict[str, Any], field: str, words: str) -> None:
    (fault,) = faults(MODELS[kind], altered(kind, **changes))[1]
    assert fault.route[0] == field
    assert words in fault.message


@pytest.mark.parametrize("kind", MODELS)
def test_every_rule_speaks_in_some_case(kind: str) -> None:
    told = {field for case, _, field, _ in SPEAKING if case == kind}
    assert {rule.field for rule in MODELS[kind].KIND.rules} <= told


@pytest.mark.parametrize("model", [Incident, ServiceRequest])
def test_a_row_of_a_table_can_hold_all_of_it(model: type[Record]) -> None:
    assert [form.name for form in field_forms(model) if form.nested or form.many] == ["formerly"]
