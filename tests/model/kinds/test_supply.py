"""Records of the family supply: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.supply import Dispute, SupplierContract
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {"supplier-contract": SupplierContract, "dispute": Dispute}

TARGET = {
    "name": "remote hands",
    "metric": "Time from the call until an engineer is at the rack",
    "value": "30",
    "unit": "minutes",
    "direction": "lower",
}

EXAMPLES: dict[str, dict[str, Any]] = {kind: dict(example_values(kind)) for kind in MODELS}

# Optional fields that the example leaves out.
UNFILLED: dict[str, set[str]] = {}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "supplier-contract": {"status": "draft"},
    "dispute": {"status": "open"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "supplier-contract": {
        "manager": ("role",),
        "supports_sla.0": ("sla",),
        "supplier": ("other-party",),
        "performance_record": (),
    },
    "dispute": {"contract": ("supplier-contract",), "owner": ("role",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("supplier-contract", {"valid_to": None}),
    ("supplier-contract", {"targets": [], "supports_sla": []}),
    ("supplier-contract", {"status": "ended"}),
    ("supplier-contract", {"last_performance_review": None, "last_contract_review": None}),
    ("dispute", {"status": "escalated", "outcome": None, "closed": None}),
    ("dispute", {"closed": "2026-08-20"}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "supplier-contract",
        {"alignment_checked_at": None},
        "alignment_checked_at",
        "because `status` is `active`",
    ),
    ("supplier-contract", {"status": "ended", "valid_to": None}, "valid_to", "because `status` is `ended`"),
    ("supplier-contract", {"valid_to": "2024-12-31"}, "valid_to", "is before `valid_from`"),
    ("supplier-contract", {"performance_due": "2026-09-15"}, "performance_due", "is before"),
    ("supplier-contract", {"contract_review_due": "2026-01-19"}, "contract_review_due", "is before"),
    ("supplier-contract", {"targets": [TARGET | {"value": "soon"}]}, "targets", "must be a number"),
    ("supplier-contract", {"type": "external"}, "type", "`internal_supplier` or `customer_as_supplier`"),
    ("dispute", {"outcome": None}, "outcome", "because `status` is `closed`"),
    ("dispute", {"closed": None}, "closed", "because `status` is `closed`"),
    ("dispute", {"status": "open"}, "closed", "although `status` is `open`"),
    ("dispute", {"closed": "2026-08-19"}, "closed", "is before `opened`"),
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
