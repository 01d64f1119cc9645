"""Records of the family improvement: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.improvement import Improvement, Nonconformity
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {"nonconformity": Nonconformity, "improvement": Improvement}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "nonconformity": {"status": "open"},
    "improvement": {"decision": "proposed", "status": "open"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "nonconformity": {"owner": ("role",)},
    "improvement": {"objective_link": ("objective",), "owner": ("role",), "reported_in": ()},
}

UNDONE = {"status": "open", "implemented_at": None}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("nonconformity", {"status": "implemented", "effectiveness_check": None, "closed": None}),
    ("nonconformity", {"status": "open", "root_cause": None, "implemented": None, "closed": None}),
    ("nonconformity", {"further_action": None}),
    ("improvement", {"action_if_missed": None}),
    ("improvement", {"target_reached": "no", "action_if_missed": "A second shelf"}),
    ("improvement", UNDONE | {"decision": "rejected", "target": None, "due": None}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("nonconformity", {"due": "2026-06-11"}, "due", "is before `raised`"),
    ("nonconformity", {"implemented": "2026-06-11"}, "implemented", "is before `raised`"),
    ("nonconformity", {"closed": "2026-07-20"}, "closed", "is before `implemented`"),
    ("nonconformity", {"root_cause": None}, "root_cause", "because `status` is `closed`"),
    ("nonconformity", {"extent_check": None}, "extent_check", "because `status` is `closed`"),
    ("nonconformity", {"corrective_action": None}, "corrective_action", "because `status` is `closed`"),
    ("nonconformity", {"implemented": None}, "implemented", "because `status` is `closed`"),
    ("nonconformity", {"effectiveness_check": None}, "effectiveness_check", "because `status` is `closed`"),
    ("nonconformity", {"effectiveness_result": None}, "effectiveness_result", "because `status` is `closed`"),
    (
        "nonconformity",
        {"effectiveness_result": "not_effective", "further_action": None},
        "further_action",
        "because `effectiveness_result` is `not_effective`",
    ),
    ("nonconformity", {"closed": None}, "closed", "because `status` is `closed`"),
    ("nonconformity", {"status": "implemented"}, "closed", "although `status` is `implemented`"),
    (
        "nonconformity",
        {"status": "action_planned", "closed": None},
        "implemented",
        "although `status` is `action_planned`",
    ),
    ("improvement", {"due": "2026-08-24"}, "due", "is before `raised`"),
    ("improvement", {"implemented_at": "2026-08-24"}, "implemented_at", "is before `raised`"),
    ("improvement", {"measured_at": "2026-09-23"}, "measured_at", "is before `implemented_at`"),
    ("improvement", {"target": None}, "target", "because `decision` is `approved`"),
    ("improvement", {"due": None}, "due", "because `decision` is `approved`"),
    ("improvement", {"implemented_at": None}, "implemented_at", "because `status` is `measured`"),
    ("improvement", {"measured_at": None}, "measured_at", "because `status` is `measured`"),
    ("improvement", {"measured_result": None}, "measured_result", "because `status` is `measured`"),
    ("improvement", {"target_reached": None}, "target_reached", "because `status` is `measured`"),
    (
        "improvement",
        {"target_reached": "no", "action_if_missed": None},
        "action_if_missed",
        "because `target_reached` is `no`",
    ),
    ("improvement", {"decision": "rejected"}, "implemented_at", "although `decision` is `rejected`"),
    (
        "improvement",
        {"evaluation": {"criteria": "Cost"}},
        "evaluation",
        "`result` is missing in `evaluation`",
    ),
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
