"""Records of the family support: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.support import (
    Awareness,
    Communication,
    Competence,
    Knowledge,
    ListedDocument,
    Training,
)
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "competence": Competence,
    "training": Training,
    "awareness": Awareness,
    "communication": Communication,
    "knowledge": Knowledge,
    "document": ListedDocument,
}

# What the sound example has no reason to say.
FURTHER: dict[str, dict[str, Any]] = {"document": {"supersedes": "DOC-CON-COPPER"}}
EXAMPLES: dict[str, dict[str, Any]] = {
    kind: {**example_values(kind), **FURTHER.get(kind, {})} for kind in MODELS
}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "training": {"effective": "pending"},
    "knowledge": {"status": "draft"},
    "document": {"status": "draft"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "competence": {"person": ("person",), "role": ("role",)},
    "training": {"person": ("person",)},
    "awareness": {"person": ("person",), "document": ("document",)},
    "communication": {"responsible": ("role",)},
    "knowledge": {"service": ("service",), "owner": ("role",)},
    "document": {"owner": ("role",), "approver": ("role",), "supersedes": ("document",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("competence", {"actual_level": "4", "gap_action": None, "action_effective": None}),
    ("training", {"effective": "pending", "checked_at": None}),
    ("training", {"checked_at": "2026-02-12"}),
    ("awareness", {"acknowledged_at": "2026-03-02"}),
    ("awareness", {"version": "2018"}),
    ("knowledge", {"status": "draft", "published_at": None}),
    ("document", {"status": "review", "approved_at": None}),
    ("document", {"status": "retired"}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("competence", {"gap_action": None}, "gap_action", "because `action_effective` is `pending`"),
    ("competence", {"actual_level": "0"}, "actual_level", "from 1 to 5"),
    ("training", {"checked_at": None}, "checked_at", "because `effective` is `yes`"),
    ("training", {"effective": "pending"}, "checked_at", "although `effective` is `pending`"),
    ("training", {"checked_at": "2026-02-11"}, "checked_at", "is before `date` (2026-02-12)"),
    ("awareness", {"topic": "polcy"}, "topic", "did you mean `policy`?"),
    ("awareness", {"person": "someone"}, "person", "must be an id in capitals"),
    ("communication", {"direction": "both"}, "direction", "`internal` or `external`"),
    ("knowledge", {"published_at": None}, "published_at", "because `status` is `published`"),
    ("knowledge", {"status": "draft"}, "published_at", "although `status` is `draft`"),
    ("knowledge", {"review_due": "2026-01-14"}, "review_due", "is before `published_at`"),
    (
        "document",
        {"approver": "head-of-service-management"},
        "approver",
        "both name `head-of-service-management`",
    ),
    ("document", {"approved_at": None}, "approved_at", "because `status` is `approved`"),
    ("document", {"status": "draft"}, "approved_at", "although `status` is `draft`"),
    ("document", {"effective_from": "2025-11-30"}, "effective_from", "is before `approved_at`"),
    ("document", {"review_due": "2025-11-30"}, "review_due", "is before `effective_from`"),
    ("document", {"clauses": []}, "clauses", "at least one item"),
    ("document", {"clauses": ["20000-1:8.3.4.1", "8.3.4.1"]}, "clauses", "must be a clause"),
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
