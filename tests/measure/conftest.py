"""Definitions to measure by, made of little."""

from typing import Any

from sms_lint.measure.definition import Definition, DefinitionFault, defined
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.measurement import Kpi

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


def definition(**fields: Any) -> Definition:
    """A definition that can be computed."""
    found = defined(kpi(**fields), kinds())
    assert isinstance(found, Definition), found
    return found


def faults(**fields: Any) -> tuple[DefinitionFault, ...]:
    """What is wrong with a definition."""
    found = defined(kpi(**fields), kinds())
    assert not isinstance(found, Definition)
    return found
