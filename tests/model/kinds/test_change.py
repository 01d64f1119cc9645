"""Records of the family change: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.change import Change
from sms_lint.model.kinds.release import Release
from sms_lint.model.kinds.transition import Transition
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {"change": Change, "transition": Transition, "release": Release}

# What the sound example has no reason to say.
FURTHER: dict[str, dict[str, Any]] = {
    "change": {
        "outcome": "rolled_back",
        "investigation": "One controller refused the firmware.",
        "caused_incidents": ["INC-2026-0447"],
    },
    "transition": {
        "transition_kind": "removal",
        "removal_or_transfer_dates": "2026-09-30",
        "data_disposition": "Archive handed to the customer, server wiped",
    },
}
EXAMPLES: dict[str, dict[str, Any]] = {
    kind: {**example_values(kind), **FURTHER.get(kind, {})} for kind in MODELS
}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "change": {"status": "requested"},
    "transition": {
        "status": "planned",
        "transition_kind": "new",
        "design_ref": "PLN-DES-MONITOR",
    },
    "release": {"status": "planned"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "change": {
        "impact_services.0": ("service",),
        "related_rfc_release.0": ("change", "release"),
        "approvers.0": ("person",),
        "affected_cis.0": ("ci",),
        "raised_for.0": ("incident", "infosec-incident", "problem", "infosec-risk"),
        "caused_incidents.0": ("incident",),
    },
    "transition": {
        "service": ("service",),
        "design_ref": ("document",),
        "changes.0": ("change",),
        "affected_cis.0": ("ci",),
        "outcome_report": ("document",),
    },
    "release": {
        "changes.0": ("change",),
        "known_errors_problems_closed.0": ("known-error", "problem"),
        "known_errors_problems_closed.1": ("known-error", "problem"),
        "approved_by": ("role",),
    },
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("change", {"outcome": "success", "investigation": None}),
    ("change", {"status": "implemented", "review_at": None, "review_result": None}),
    ("change", {"review_at": "2026-09-19"}),
    ("transition", {"design_ref": None}),
    ("transition", {"acceptance_result": "accepted", "deviation_decision": None}),
    ("release", {"status": "deployed", "post_release_incidents": None, "analysis": None}),
    ("release", {"known_errors_problems_closed": []}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("change", {"approved_at": "2026-08-30"}, "approved_at", "is before `requested_at`"),
    ("change", {"planned_end": "2026-09-19T19:00"}, "planned_end", "is before `planned_start`"),
    ("change", {"actual_end": "2026-09-19T19:00"}, "actual_end", "is before `planned_start`"),
    ("change", {"review_at": "2026-09-18"}, "review_at", "is before `actual_end`"),
    ("change", {"approved_at": None}, "approved_at", "because `status` is `closed`"),
    ("change", {"approvers": []}, "approvers", "because `status` is `closed`"),
    ("change", {"approvers": ["P-002", "P-003"]}, "approvers", "both name `P-003`"),
    ("change", {"communicated_at": None}, "communicated_at", "because `status` is `closed`"),
    ("change", {"actual_end": None}, "actual_end", "because `status` is `closed`"),
    ("change", {"outcome": None}, "outcome", "because `status` is `closed`"),
    ("change", {"status": "approved"}, "outcome", "although `status` is `approved`"),
    ("change", {"review_at": None}, "review_at", "because `status` is `closed`"),
    ("change", {"review_result": None}, "review_result", "because `status` is `closed`"),
    ("change", {"investigation": None}, "investigation", "because `outcome` is `rolled_back`"),
    ("change", {"outcome": "failed", "investigation": None}, "investigation", "`outcome` is `failed`"),
    ("transition", {"accepted_at": "2026-09-18"}, "accepted_at", "is before `planned_at`"),
    ("transition", {"data_disposition": None}, "data_disposition", "`transition_kind` is `removal`"),
    ("transition", {"removal_or_transfer_dates": None}, "removal_or_transfer_dates", "is `removal`"),
    ("transition", {"transition_kind": "new", "design_ref": None}, "design_ref", "is `new`"),
    ("transition", {"acceptance_result": None}, "acceptance_result", "because `status` is `completed`"),
    ("transition", {"accepted_at": None}, "accepted_at", "because `status` is `completed`"),
    ("transition", {"outcome_report": None}, "outcome_report", "because `status` is `completed`"),
    ("transition", {"deviation_decision": None}, "deviation_decision", "is `accepted_with_deviations`"),
    ("release", {"deployed_at": "2026-09-19T19:00"}, "deployed_at", "is before `baseline_at`"),
    ("release", {"verified": None}, "verified", "because `status` is `closed`"),
    ("release", {"approved_by": None}, "approved_by", "because `status` is `closed`"),
    ("release", {"baseline_at": None}, "baseline_at", "because `status` is `closed`"),
    ("release", {"deployed_at": None}, "deployed_at", "because `status` is `closed`"),
    ("release", {"result": None}, "result", "because `status` is `closed`"),
    ("release", {"status": "approved"}, "result", "although `status` is `approved`"),
    ("release", {"post_release_incidents": None}, "post_release_incidents", "because `status` is `closed`"),
    ("release", {"analysis": None}, "analysis", "because `status` is `closed`"),
    ("release", {"changes": []}, "changes", "at least one item"),
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
