"""Figures in fields of records: which fields hold one, of which KPI and period, and whether it is what was computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sms_lint.measure.cited import Cited, figure
from sms_lint.measure.result import Outcome
from sms_lint.model.entry import Entry
from sms_lint.model.kind import MeasuredField
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class FieldFigure:
    """A figure in a field of a record. `of` is None where the record does not say of which period it is."""

    entry: Entry
    field: MeasuredField
    kpi: Kpi
    value: Decimal
    of: Cited | None


def field_figures(sms: Sms) -> Iterator[FieldFigure]:
    """Every figure of a KPI that is computed, in the fields that kinds name as measured."""
    for kind, model in sms.kinds.items():
        for measured in model.KIND.measured:
            for entry in sms.entries(kind):
                kpi, value = sms.ids.get(entry.text(measured.kpi)), entry.number(measured.field)
                if isinstance(kpi, Kpi) and kpi.type != "manual" and value is not None:
                    period = entry.text(measured.period)
                    yield FieldFigure(
                        entry, measured, kpi, value, Cited(kpi.id, "", period) if period else None
                    )


def field_differs(found: FieldFigure, outcome: Outcome) -> str:
    """What is wrong with the figure in a field; empty where it is what was computed."""
    if outcome.value is None:
        return f"says {found.entry.text(found.field.field)}, and of that period nothing is known"
    if outcome.value == found.value:
        return ""
    return f"says {found.entry.text(found.field.field)}, and the records give {figure(outcome)}"
