"""Records of the family problem: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.problem import KnownError, Problem
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {"problem": Problem, "known-error": KnownError}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "problem": {"status": "open", "source": "proactive"},
    "known-error": {"status": "open"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "problem": {
        "owner": ("role",),
        "related_incidents.0": ("incident",),
        "change.0": ("change",),
    },
    "known-error": {
        "problem": ("problem",),
        "services.0": ("service",),
        "fix_release": ("release",),
    },
}

UNSOLVED = {"status": "known_error", "resolved_at": None, "closed_at": None}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("problem", UNSOLVED),
    # A workaround is enough to be a known error; the cause may still be looked for.
    ("problem", UNSOLVED | {"root_cause": None, "root_cause_date": None, "actions": None}),
    ("problem", {"source": "trend", "related_incidents": []}),
    ("problem", {"status": "resolved", "closed_at": None}),
    ("known-error", {"status": "open", "closed_at": None, "fix_release": None}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("problem", {"related_incidents": []}, "related_incidents", "because `source` is `incident`"),
    ("problem", {"root_cause": None}, "root_cause", "because `status` is `closed`"),
    ("problem", {"root_cause_date": None}, "root_cause_date", "because `status` is `closed`"),
    ("problem", {"actions": None}, "actions", "because `status` is `closed`"),
    ("problem", {"resolved_at": None}, "resolved_at", "because `status` is `closed`"),
    ("problem", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    (
        "problem",
        UNSOLVED | {"resolved_at": "2026-09-19"},
        "resolved_at",
        "although `status` is `known_error`",
    ),
    ("problem", {"status": "resolved"}, "closed_at", "although `status` is `resolved`"),
    ("problem", {"root_cause_date": "2026-08-18"}, "root_cause_date", "is before `opened_at`"),
    ("problem", {"resolved_at": "2026-08-18"}, "resolved_at", "is before `root_cause_date`"),
    ("problem", {"closed_at": "2026-09-18"}, "closed_at", "is before `resolved_at`"),
    ("known-error", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    ("known-error", {"status": "open"}, "closed_at", "although `status` is `open`"),
    ("known-error", {"closed_at": "2026-08-27"}, "closed_at", "is before `published_at`"),
    ("known-error", {"services": []}, "services", "at least one item"),
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
