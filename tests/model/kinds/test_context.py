"""Records of the family context: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.context import ComplianceObligation, ContextIssue, InterestedParty
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "context-issue": ContextIssue,
    "interested-party": InterestedParty,
    "obligation": ComplianceObligation,
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {"interested-party": {"relevant": "no"}}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "context-issue": {"owner": ("role",)},
    "interested-party": {"owner": ("role",)},
    "obligation": {"applies_to": ("service",), "owner": ("role",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("interested-party", {"relevant": "no", "how_addressed": None}),
    ("context-issue", {"climate_change": "not_relevant"}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("interested-party", {"how_addressed": None}, "how_addressed", "because `relevant` is `yes`"),
    ("interested-party", {"relevant": "maybe"}, "relevant", "`yes` or `no`"),
    ("context-issue", {"climate_change": "yes"}, "climate_change", "`relevant` or `not_relevant`"),
    ("context-issue", {"reviewed_at": "2026-02-30"}, "reviewed_at", "not a day of the calendar"),
    ("obligation", {"applies_to": []}, "applies_to", "at least one item"),
    ("obligation", {"applies_to": "SVC-DESK"}, "applies_to", "must be a list"),
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
