"""Records of the family planning: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.planning import Objective, Opportunity, Risk
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "objective": Objective,
    "risk": Risk,
    "opportunity": Opportunity,
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "objective": {"status": "open"},
    "risk": {"status": "open", "acceptance": "accept", "acceptance_reason": "Under the criterion of 6."},
    "opportunity": {"status": "proposed"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "objective": {"policy_link": ("policy",), "metric": ("kpi",), "owner": ("role",)},
    "risk": {"service": ("service",), "owner": ("role",)},
    "opportunity": {"owner": ("role",)},
}

ACCEPTED = {"acceptance": "accept", "treatment": None, "due": None, "residual_rating": None}
OPEN_RISK = {"status": "open", "closed_at": None, "effectiveness": None}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("objective", {"status": "open", "reason": None, "closed_at": None}),
    ("objective", {"status": "met", "actual": "96", "reason": None}),
    ("objective", {"status": "dropped", "actual": None}),
    ("risk", ACCEPTED),
    ("risk", OPEN_RISK),
    ("risk", {"residual_rating": "12"}),
    ("opportunity", {"status": "rejected", "reason": "Costs more than it saves.", "effectiveness": None}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("objective", {"status": "met", "actual": None}, "actual", "because `status` is `met`"),
    ("objective", {"reason": None}, "reason", "because `status` is `missed`"),
    ("objective", {"status": "dropped", "reason": None}, "reason", "because `status` is `dropped`"),
    ("objective", {"closed_at": None}, "closed_at", "because `status` is `missed`"),
    ("objective", {"status": "open"}, "closed_at", "although `status` is `open`"),
    ("objective", {"target": "most"}, "target", "must be a number"),
    ("risk", {"rating": "15"}, "rating", "(3 × 4) is 12"),
    ("risk", {"residual_rating": "16"}, "residual_rating", "more than `rating` (12)"),
    ("risk", {"likelihood": "6"}, "likelihood", "from 1 to 5"),
    ("risk", ACCEPTED | {"acceptance_reason": None}, "acceptance_reason", "because `acceptance` is `accept`"),
    ("risk", {"treatment": None}, "treatment", "because `acceptance` is `treat`"),
    ("risk", {"due": None}, "due", "because `acceptance` is `treat`"),
    ("risk", {"residual_rating": None}, "residual_rating", "because `acceptance` is `treat`"),
    ("risk", OPEN_RISK | {"status": "treated"}, "effectiveness", "because `status` is `treated`"),
    ("risk", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    ("risk", {"status": "open"}, "closed_at", "although `status` is `open`"),
    ("opportunity", {"effectiveness": None}, "effectiveness", "because `status` is `implemented`"),
    ("opportunity", {"status": "rejected"}, "reason", "because `status` is `rejected`"),
    ("opportunity", {"closed_at": None}, "closed_at", "because `status` is `implemented`"),
    ("opportunity", {"status": "approved"}, "closed_at", "although `status` is `approved`"),
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
    assert set(MODELS[kind].model_fields) - set(EXAMPLES[kind]) <= {
        "supersedes",
        "formerly",
        "reason",
        "baseline_for",
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
    assert {str(route[0]): ref.to for route, ref in node.refs()} == LINKS[kind]


@pytest.mark.parametrize(("kind", "changes"), SILENT)
def test_what_is_right_is_silent(kind: str, changes: dict[str, Any]) -> None:
    assert faults(MODELS[kind], altered(kind, **changes))[1] == []


@pytest.mark.parametrize(("kind", "changes", "field", "words"), SPEAKING)
def test_what_is_wrong_is_said(kind: str, changes: dict[str, Any], field: str, words: str) -> None:
    (fault,) = faults(MODELS[kind], altered(kind, **changes))[1]
    assert fault.route[0] == field
    assert words in fault.message
