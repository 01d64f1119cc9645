"""Records of the family evaluation: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.evaluation import AuditProgramme, AuditReport, ServiceReport
from sms_lint.model.kinds.management_review import ManagementReview, ReviewInputs
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "service-report": ServiceReport,
    "audit-programme": AuditProgramme,
    "audit-report": AuditReport,
    "management-review": ManagementReview,
}

FINDING = {
    "finding_id": "F1",
    "grade": "minor",
    "clause": "20000-1:8.5.1.3",
    "statement": "Three of 20 changes had no review.",
    "evidence": "Sample of April and May",
    "nonconformity": "NC-2026-02",
}
ACTION = {
    "id": "A1",
    "what": "Plan a second test",
    "owner": "continuity-manager",
    "due": "2026-11-30",
    "status": "open",
}
INPUTS = dict.fromkeys(ReviewInputs.model_fields, "Looked at on the day; see the figures of the quarter.")

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {"audit-programme": {"audit_days"}}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "service-report": {"owner": ("role",), "document": ()},
    "audit-programme": {"responsible": ("role",), "auditor": ("person",)},
    "audit-report": {
        "audit": ("audit-programme",),
        "findings.0.nonconformity": ("nonconformity",),
        "reported_to.0": ("role",),
    },
    "management-review": {
        "attendees.0": ("person",),
        "attendees.1": ("person",),
        "evidence.0": (),
        "actions.0.owner": ("role",),
        "approved_by": ("role",),
    },
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("audit-programme", {"held": None}),
    ("audit-programme", {"held": "2026-06-08"}),
    ("audit-report", {"findings": []}),
    ("audit-report", {"findings": [{**FINDING, "grade": "ofi", "nonconformity": None}]}),
    ("management-review", {"actions": []}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("service-report", {"audience": []}, "audience", "at least one item"),
    ("service-report", {"frequency": "monthly"}, "frequency", "did you mean `month`?"),
    ("audit-programme", {"scope": ["8.5"]}, "scope", "must be a clause"),
    ("audit-programme", {"auditor": "internal-auditor"}, "auditor", "must be an id in capitals"),
    ("audit-report", {"findings": [FINDING | {"grade": "small"}]}, "findings", "item 1, `grade` must be"),
    ("audit-report", {"reported_to": []}, "reported_to", "at least one item"),
    (
        "management-review",
        {"inputs": {key: value for key, value in INPUTS.items() if key != "risks"}},
        "inputs",
        "`risks` is missing in `inputs`",
    ),
    ("management-review", {"inputs": INPUTS | {"objectives": ""}}, "inputs", "`objectives` must be a text"),
    (
        "management-review",
        {"actions": [{key: value for key, value in ACTION.items() if key != "due"}]},
        "actions",
        "`due` is missing",
    ),
    ("management-review", {"attendees": []}, "attendees", "at least one item"),
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
