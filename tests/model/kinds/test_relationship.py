"""Records of the family relationship: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.relationship import Complaint, Customer, Satisfaction
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "customer": Customer,
    "satisfaction": Satisfaction,
    "complaint": Complaint,
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {"complaint": {"status": "open", "escalated": "no"}}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "customer": {"relationship_owner": ("role",), "services": ("service",), "review_record": ()},
    "satisfaction": {},
    "complaint": {"customer": ("customer",), "service": ("service",), "owner": ("role",), "reported_in": ()},
}

OPEN = {"status": "open", "closed": None, "resolution": None, "reported_in": None}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("complaint", OPEN),
    ("complaint", {"status": "resolved", "closed": None, "reported_in": None}),
    ("complaint", {"escalated": "no", "escalation_level": None}),
    ("complaint", {"closed": "2026-08-19"}),
    ("satisfaction", {"sample_size": "900", "responses": "900"}),
    ("satisfaction", {"score": "-12", "scale": "Net promoter score, -100 to 100", "representative": "no"}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("customer", {"review_frequency": "quarterly"}, "review_frequency", "a length of time"),
    ("customer", {"services": []}, "services", "at least one item"),
    ("satisfaction", {"sample_size": "901"}, "sample_size", "more than `population` (900)"),
    ("satisfaction", {"responses": "201"}, "responses", "more than `sample_size` (200)"),
    ("satisfaction", {"period": "2026-13"}, "period", "must be a period"),
    ("complaint", {"escalation_level": None}, "escalation_level", "because `escalated` is `yes`"),
    ("complaint", {"escalated": "no"}, "escalation_level", "although `escalated` is `no`"),
    ("complaint", {"resolution": None}, "resolution", "because `status` is `closed`"),
    ("complaint", OPEN | {"status": "resolved"}, "resolution", "because `status` is `resolved`"),
    ("complaint", {"closed": None}, "closed", "because `status` is `closed`"),
    ("complaint", {"status": "resolved"}, "closed", "although `status` is `resolved`"),
    ("complaint", {"reported_in": None}, "reported_in", "because `status` is `closed`"),
    ("complaint", {"closed": "2026-02-02"}, "closed", "is before `received`"),
    ("complaint", {"closed": "2026-08-19T08:19"}, "closed", "is before `received`"),
]


def altered(kind: str, **changes: Any) -> dict[str, Any]:
    """The example of a kind with some values changed, or left out where the new value is None."""
    return {key: value for key, value in (EXAMPLES[kind] | changes).items() if value is not None}


def required(kind: str) -> list[str]:
    return [name for name, field in MODELS[kind].model_fields.items() if field.is_required()]


@pytest.mark.parametrize("kind", MODELS)
def test_an_example_that_fills_every_field_is_silent(kind: str) -> None:
    node, found = faults(MODELS[kind], EXAMPLES[kind])
    assert found == []
    assert node is not None
    assert node.kind == kind
    assert set(MODELS[kind].model_fields) - set(EXAMPLES[kind]) <= {"supersedes", "formerly"}


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
    assert {str(route[0]): ref.to for route, ref in node.refs()} == LINKS[kind]


@pytest.mark.parametrize(("kind", "changes"), SILENT)
def test_what_is_right_is_silent(kind: str, changes: dict[str, Any]) -> None:
    assert faults(MODELS[kind], altered(kind, **changes))[1] == []


@pytest.mark.parametrize(("kind", "changes", "field", "words"), SPEAKING)
def test_what_is_wrong_is_said(kind: str, changes: dict[str, Any], field: str, words: str) -> None:
    (fault,) = faults(MODELS[kind], altered(kind, **changes))[1]
    assert fault.route[0] == field
    assert words in fault.message
