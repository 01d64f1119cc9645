"""Records of the family portfolio: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.model.kinds.portfolio import Asset, OtherParty, Service, ServiceCatalogueEntry
from sms_lint.model.node import Record, faults

MODELS: dict[str, type[Record]] = {
    "service": Service,
    "service-catalogue": ServiceCatalogueEntry,
    "other-party": OtherParty,
    "asset": Asset,
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "service": {
        "id": "SVC-DESK",
        "name": "Service desk",
        "lifecycle": "live",
        "requirements": ["REQ-DESK"],
        "criticality": "critical",
        "criticality_basis": "Hospital wards have no other way to report a failure at night.",
        "dependencies": ["SVC-NET", "SVC-TELEPHONY"],
        "duplicates": ["SVC-HOTLINE"],
        "owner": "service-desk-manager",
        "customer": ["CUS-HOSPITAL", "CUS-COUNCIL"],
        "value_statement": "Help by people who know the wards.",
    },
    "service-catalogue": {
        "id": "CAT-DESK-USER",
        "service": "SVC-DESK",
        "description": "One number and one portal for every failure and every request.",
        "intended_outcome": "Users are back at work quickly.",
        "dependencies": ["SVC-NET"],
        "audience": "user",
        "hours": "Every day, around the clock (Europe/Vienna)",
        "how_to_request": "Call 1234 or open the portal.",
        "sla": ["SLA-HOSPITAL-DESK"],
        "published_at": "2026-01-10",
        "version": "1.2",
    },
    "other-party": {
        "id": "OTH-CARRIER",
        "name": "Regional carrier",
        "type": "external_supplier",
        "services_provided": ["Wide area network between the sites"],
        "components_provided": ["Routers at the customers' sites"],
        "processes_operated": ["First analysis of line faults"],
        "selection_criteria": "Price, repair time, second route, references",
        "selected_at": "2025-10-20",
        "controls": "Monthly figures on availability and repair time; review every quarter",
        "interfaces": "The network lead hands faults over through the carrier's portal.",
        "agreement": ["CON-CARRIER"],
    },
    "asset": {
        "id": "AST-0042",
        "type": "Firewall",
        "description": "Pair of firewalls in the main data centre",
        "owner": "network-lead",
        "location": "Main data centre, rack 4",
        "status": "disposed",
        "service": ["SVC-NET"],
        "licence_or_contract": "Maintenance contract of 2023",
        "value": "18500.00",
        "currency": "EUR",
        "acquired": "2021-03-01",
        "warranty_end": "2026-02-28",
        "obligations": ["OBL-001"],
        "disposed_at": "2026-03-20",
        "ci": "CI-FW-01",
    },
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
    "service-catalogue": {"service": ("service",), "dependencies": ("service",), "sla": ("sla",)},
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
    ("service", {"dependencies": ["SVC-NET", "SVC-DESK"]}, "dependencies", "both name `SVC-DESK`"),
    ("service", {"duplicates": ["SVC-DESK"]}, "duplicates", "both name `SVC-DESK`"),
    ("service", {"customer": []}, "customer", "because `lifecycle` is `live`"),
    ("service-catalogue", {"dependencies": ["SVC-DESK"]}, "dependencies", "both name `SVC-DESK`"),
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
    assert set(MODELS[kind].model_fields) - set(EXAMPLES[kind]) <= {"supersedes"}


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
