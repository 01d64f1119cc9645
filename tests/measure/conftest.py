"""Definitions to measure by, made of little."""

from typing import Any

from sms_lint.measure.definition import Definition, DefinitionFault, defined
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.service_hours import ServiceHours

BASE: dict[str, Any] = {
    "kind": "kpi",
    "id": "KPI-X",
    "name": "A figure",
    "question": "How well do we do?",
    "process": "PRC-INC",
    "owner": "incident-manager",
    "type": "count",
    "source": "incident",
    "event": "opened_at",
    "unit": "count",
    "direction": "higher",
    "targets": [{"from": "2026-01-01", "value": "95"}],
    "frequency": "month",
}


def kpi(**fields: Any) -> Kpi:
    """A KPI of these fields; None takes one of the usual ones away."""
    values = {name: value for name, value in {**BASE, **fields}.items() if value is not None}
    found, faults = Kpi.read({name: value for name, value in values.items() if name != "kind"})
    assert isinstance(found, Kpi), faults
    return found


def service_hours(**fields: Any) -> ServiceHours:
    """Service hours of these fields: else working days from 7 to 19, in London, without a holiday."""
    usual = {
        "id": "HRS-DAY", "name": "Working days", "time_zone": "Europe/London", "valid_from": "2025-01-01",
        "weekly": [{"days": ["Mon", "Tue", "Wed", "Thu", "Fri"], "from": "07:00", "to": "19:00"}],
    }  # fmt: skip
    found, faults = ServiceHours.read({**usual, **fields})
    assert isinstance(found, ServiceHours), faults
    return found


def definition(hours: Any = (), **fields: Any) -> Definition:
    """A definition that can be computed."""
    found = defined(kpi(**fields), kinds(), hours)
    assert isinstance(found, Definition), found
    return found


def faults(hours: Any = (), **fields: Any) -> tuple[DefinitionFault, ...]:
    """What is wrong with a definition."""
    found = defined(kpi(**fields), kinds(), hours)
    assert not isinstance(found, Definition)
    return found
