"""Records of the family portfolio: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.example import example_values
from sms_lint.model.kinds.portfolio import Asset, OtherParty, Service, ServiceCatalogueEntry
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "service": Service,
    "service-catalogue": ServiceCatalogueEntry,
    "other-party": OtherParty,
    "asset": Asset,
}

# What the sound example has no reason to say.
FURTHER: dict[str, dict[str, Any]] = {
    "service": {"dependencies": ["SVC-NET"], "duplicates": ["SVC-HOTLINE"]},
    "service-catalogue": {"dependencies": ["SVC-NET"]},
    "asset": {"status": "disposed", "disposed_at": "2026-03-20"},
}
EXAMPLES: dict[str, dict[str, Any]] = {
    kind: {**example_values(kind), **FURTHER.get(kind, {})} for kind in MODELS
}

# What an entry has at its start, where the example is further on.
START: dict[str, dict[str, Any]] = {
    "service": {"lifecycle": "proposed", "dependencies": []},
    "asset": {"status": "ordered"},
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "service": {
        "requirements": ("document",),
        "dependencies": ("service",),
        "duplicates": ("service",),
        "owner": ("role",),
        "customer": ("customer",),
    },
    "service-catalogue": {
        "service": ("service",),
        "dependencies": ("service",),
        "hours": ("service-hours",),
        "sla": ("sla",),
    },
    "other-party": {"agreement": ("supplier-contract",)},
    "asset": {"owner": ("role",), "service": ("service",), "obligations": ("obligation",), "ci": ("ci",)},
}

SILENT: list[tuple[str, dict[str, Any]]] = [
    ("service", {"lifecycle": "proposed", "requirements": None}),
    ("service", {"dependencies": [], "duplicates": []}),
    ("service-catalogue", {"dependencies": []}),
    ("other-party", {"services_provided": [], "processes_operated": []}),
    ("asset", {"status": "in_stock", "service": None, "disposed_at": None}),
    ("asset", {"status": "in_use", "disposed_at": None}),
    ("asset", {"value": "0"}),
]

SPEAKING: list[tuple[str, dict[str, Any], str, str]] = [
    ("service", {"requirements": None}, "requirements", "because `lifecycle` is `live`"),
    ("service", {"requirements": []}, "requirements", "because `lifecycle` is `live`"),
    ("service", {"dependencies": ["SVC-NET", "SVC-MAIL"]}, "dependencies", "both name `SVC-MAIL`"),
    ("service", {"duplicates": ["SVC-MAIL"]}, "duplicates", "both name `SVC-MAIL`"),
    ("service", {"customer": []}, "customer", "because `lifecycle` is `live`"),
    ("service-catalogue", {"dependencies": ["SVC-MAIL"]}, "dependencies", "both name `SVC-MAIL`"),
    ("service-catalogue", {"version": "1"}, "version", "must be a version"),
    ("other-party", {"type": "supplier"}, "type", "`external_supplier`, `internal_supplier`"),
    ("other-party", {"agreement": []}, "agreement", "at least one item"),
    (
        "asset",
        {"status": "in_use", "service": None, "disposed_at": None},
        "service",
        "because `status` is `in_use`",
    ),
    ("asset", {"disposed_at": None}, "disposed_at", "because `status` is `disposed`"),
    ("asset", {"status": "in_use"}, "disposed_at", "although `status` is `in_use`"),
    ("asset", {"disposed_at": "2021-02-28"}, "disposed_at", "is before `acquired`"),
    ("asset", {"warranty_end": "2021-02-28"}, "warranty_end", "is before `acquired`"),
    ("asset", {"value": "-1"}, "value", "0 or more"),
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
