"""Records of the family resources: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.resources import Budget, Capacity, Demand
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {"budget": Budget, "demand": Demand, "capacity": Capacity}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {"budget": {"also_for"}}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {"budget": {"status": "planned"}}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "budget": {"service": ("service",)},
    "demand": {"service": ("service",), "reported_to.0": ("role",), "reported_to.1": ("role",)},
    "capacity": {"service": ("service",), "owner": ("role",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("budget", {"status": "planned", "actual": None, "variance": None, "reported_at": None}),
    ("budget", {"actual": "180000.00", "variance": "0"}),
    ("budget", {"actual": "-400", "variance": "-180400"}),
    ("demand", {"consumption": "0", "forecast_for": None}),
    ("capacity", {"current": "75", "action": None}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("budget", {"actual": None}, "actual", "because `status` is `reported`"),
    ("budget", {"variance": None}, "variance", "because `status` is `reported`"),
    ("budget", {"reported_at": None}, "reported_at", "because `status` is `reported`"),
    ("budget", {"status": "planned"}, "reported_at", "although `status` is `planned`"),
    ("budget", {"variance": "-12200"}, "variance", "(192200 − 180000) is 12200"),
    (
        "budget",
        {"budget": "-1", "variance": None, "status": "planned", "reported_at": None},
        "budget",
        "0 or",
    ),
    ("demand", {"reported_to": []}, "reported_to", "at least one item"),
    ("demand", {"unit": " "}, "unit", "must be a text"),
    ("demand", {"period": "August 2026"}, "period", "must be a period"),
    ("capacity", {"lead_time": "soon"}, "lead_time", "must be a length of time"),
    ("capacity", {"type": "people"}, "type", "`human`, `technical`, `information` or `financial`"),
    ("capacity", {"threshold": "70 %"}, "threshold", "must be a number"),
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
