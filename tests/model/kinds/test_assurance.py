"""Records of service assurance and information security: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.assurance import (
    Availability,
    ContinuityPlan,
    ContinuityTest,
)
from sms_lint.model.kinds.information_security import InformationSecurityIncident, InformationSecurityRisk
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "availability": Availability,
    "continuity-plan": ContinuityPlan,
    "continuity-test": ContinuityTest,
    "infosec-risk": InformationSecurityRisk,
    "infosec-incident": InformationSecurityIncident,
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {"infosec-risk": {"acceptance_reason"}}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "continuity-test": {"kind_of_test": "test", "result": "failed"},
    "infosec-risk": {"control_decision": "avoid"},
    "infosec-incident": {"status": "open"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "availability": {"service": ("service",)},
    "continuity-plan": {
        "services.0": ("service",),
        "invocation_authority": ("role",),
        "owner": ("role",),
    },
    "continuity-test": {"plan": ("continuity-plan",)},
    "infosec-risk": {"asset_or_service": ("asset", "service", "ci"), "owner": ("role",)},
    "infosec-incident": {"handled_by": ("person",), "reported_in": ()},
}

ACCEPTED = {"control_decision": "accept", "control": None, "effectiveness": None}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("availability", {"downtime": "44640", "actual": "0"}),
    ("continuity-plan", {"rto": None, "rpo": None}),
    ("continuity-test", {"kind_of_test": "test", "cause_impact_recovery_report": None}),
    ("continuity-test", {"result": "failed", "actual_recovery": None}),
    (
        "infosec-risk",
        ACCEPTED | {"acceptance_reason": "Costs more than the damage; decided by top management."},
    ),
    ("infosec-incident", {"status": "resolved", "closed_at": None, "lessons": None, "reported_in": None}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("availability", {"downtime": "44641"}, "downtime", "is more than `agreed_service_time`"),
    ("availability", {"actual": "100.1"}, "actual", "from 0 to 100"),
    ("continuity-plan", {"next_test": "2026-03-11"}, "next_test", "is before `risk_assessment_at`"),
    ("continuity-plan", {"services": []}, "services", "at least one item"),
    ("continuity-plan", {"rto": "4h"}, "rto", "must be a length of time"),
    ("continuity-test", {"review_date": "2026-07-13"}, "review_date", "is before `date`"),
    ("continuity-test", {"actual_recovery": None}, "actual_recovery", "because `result` is `passed`"),
    (
        "continuity-test",
        {"kind_of_test": "invocation", "cause_impact_recovery_report": None},
        "cause_impact_recovery_report",
        "because `kind_of_test` is `invocation`",
    ),
    ("infosec-risk", {"level": "7"}, "level", "(3 × 4) is 12"),
    ("infosec-risk", {"control": None}, "control", "because `control_decision` is `apply`"),
    ("infosec-risk", {"effectiveness": None}, "effectiveness", "because `control_decision` is `apply`"),
    ("infosec-risk", ACCEPTED, "acceptance_reason", "because `control_decision` is `accept`"),
    ("infosec-risk", {"acceptance_reason": "Cheap"}, "acceptance_reason", "although `control_decision`"),
    ("infosec-risk", {"impact": "6", "level": "18"}, "impact", "from 1 to 5"),
    ("infosec-incident", {"resolved_at": None}, "resolved_at", "because `status` is `closed`"),
    ("infosec-incident", {"closed_at": None}, "closed_at", "because `status` is `closed`"),
    ("infosec-incident", {"lessons": None}, "lessons", "because `status` is `closed`"),
    ("infosec-incident", {"reported_in": None}, "reported_in", "because `status` is `closed`"),
    ("infosec-incident", {"status": "open", "closed_at": None}, "resolved_at", "although `status` is `open`"),
    ("infosec-incident", {"status": "resolved"}, "closed_at", "although `status` is `resolved`"),
    ("infosec-incident", {"resolved_at": "2026-08-03T10:14"}, "resolved_at", "is before `detected_at`"),
    ("infosec-incident", {"closed_at": "2026-08-03T11:00"}, "closed_at", "is before `resolved_at`"),
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
