"""Records of the family agreement: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelResult
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "sla": ServiceLevelAgreement,
    "sla-result": ServiceLevelResult,
}

TARGET = {
    "name": "availability",
    "metric": "Share of agreed service time in which the service was up",
    "value": "99.5",
    "unit": "%",
    "direction": "higher",
    "measurement": "Monitoring, every month, without agreed maintenance windows",
}
LIMIT = {"name": "incidents", "value": "400", "unit": "incidents a month"}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# What stands in the place of something that the example fills.
OTHERWISE = {"no_action", "nonconformity", "also_for", "applies_to"}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {"sla": {"status": "draft"}, "sla-result": {"met": "yes"}}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "sla": {
        "service": ("service",),
        "customer": ("customer",),
        "requirements_ref": ("document",),
        "service_hours": ("service-hours",),
        "approved_by": ("role",),
    },
    "sla-result": {"sla": ("sla",), "improvement": ("improvement",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("sla", {"status": "draft", "approved_by": None, "agreed_by_customer": None}),
    ("sla", {"status": "ended"}),
    ("sla", {"valid_to": None, "exceptions": []}),
    ("sla", {"valid_to": "2026-01-01"}),
    ("sla-result", {"met": "yes", "cause": None}),
    ("sla-result", {"improvement": None, "nonconformity": None}),
    ("sla-result", {"improvement": None, "no_action": "One minute; decided by the service level manager"}),
    ("sla", {"targets": [TARGET | {"computed": {"kpi": "KPI-INC"}}]}),
    (
        "sla",
        {
            "targets": [
                TARGET | {"computed": {"kpi": "KPI-INC", "over": "service", "filter": "priority = 'P1'"}}
            ]
        },
    ),
    ("sla", {"workload_limits": [LIMIT | {"computed": {"kpi": "KPI-INC"}}]}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("sla", {"approved_by": None}, "approved_by", "because `status` is `active`"),
    ("sla", {"agreed_by_customer": None}, "agreed_by_customer", "because `status` is `active`"),
    ("sla", {"status": "ended", "valid_to": None}, "valid_to", "because `status` is `ended`"),
    ("sla", {"valid_to": "2025-12-31"}, "valid_to", "is before `valid_from`"),
    ("sla", {"review_due": "2025-12-31"}, "review_due", "is before `valid_from`"),
    ("sla", {"targets": []}, "targets", "at least one item"),
    (
        "sla",
        {"targets": [TARGET, TARGET | {"value": "high"}]},
        "targets",
        "item 2, `value` must be a number",
    ),
    ("sla", {"targets": [TARGET, TARGET | {"vlaue": "1"}]}, "targets", "did you mean `value`?"),
    ("sla", {"workload_limits": []}, "workload_limits", "at least one item"),
    ("sla", {"workload_limits": [LIMIT, LIMIT | {"value": "-1"}]}, "workload_limits", "0 or more"),
    ("sla", {"targets": [TARGET | {"computed": {"over": "service"}}]}, "targets", "kpi"),
    ("sla", {"targets": [TARGET | {"computed": {"kpi": "KPI-INC", "over": "team"}}]}, "targets", "`over`"),
    (
        "sla-result",
        {"met": "yes", "cause": None, "no_action": "None needed"},
        "no_action",
        "although `met` is `yes`",
    ),
    ("sla-result", {"cause": None}, "cause", "because `met` is `no`"),
    ("sla-result", {"met": "yes"}, "cause", "although `met` is `yes`"),
    ("sla-result", {"workload_actual": "-1"}, "workload_actual", "0 or more"),
    ("sla-result", {"period": "February"}, "period", "must be a period"),
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
    assert set(MODELS[kind].model_fields) - set(EXAMPLES[kind]) <= {"supersedes", "formerly", *OTHERWISE}


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
