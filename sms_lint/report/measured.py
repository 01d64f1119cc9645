"""Results of KPIs for people and for programs."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable, block
from sms_lint.ground.sentences import plural
from sms_lint.measure.cited import divided, plain
from sms_lint.measure.result import Outcome, target_words
from sms_lint.translation import on_screen

_HEADS = (
    "kpi", "period", "group", "value", "unit", "target", "status", "numerator", "denominator", "sample",
)  # fmt: skip


def text(outcomes: Sequence[Outcome]) -> Printable:
    """Each KPI with a line for each period."""
    lines = []
    for kpi, found in groupby(outcomes, key=lambda outcome: outcome.kpi):
        lines.append(f"{kpi.id}: {kpi.name}")
        lines += [
            f"  {f'{outcome.span.name} {outcome.group}'.strip():<10} {on_screen(_said(outcome))}"
            for outcome in found
        ]
    return block(lines)


def _said(outcome: Outcome) -> str:
    if outcome.value is None:
        return "no data"
    unit = outcome.kpi.unit
    value = f"{plain(outcome.value)} {unit}"
    of = _of(outcome)
    aim = f"; target {target_words(outcome.target)}" if outcome.target else ""
    return f"{value}{of}: {outcome.status}{aim}"


def _of(outcome: Outcome) -> str:
    return f" ({divided(outcome) or plural(outcome.sample, 'record')})"


def _row(outcome: Outcome) -> tuple[str, ...]:
    return (
        outcome.kpi.id,
        outcome.span.name,
        outcome.group,
        plain(outcome.value),
        outcome.kpi.unit,
        target_words(outcome.target),
        outcome.status,
        plain(outcome.numerator),
        plain(outcome.denominator),
        str(outcome.sample),
    )


def table(outcomes: Sequence[Outcome]) -> Printable:
    """CSV: a row for each KPI, period and group."""
    return csv_text(_HEADS, map(_row, outcomes))


def machine(outcomes: Sequence[Outcome]) -> Printable:
    """JSON: a list of the same, numbers as texts so that none of their digits is lost."""
    return json_text([dict(zip(_HEADS, _row(outcome), strict=True)) for outcome in outcomes])


MEASURED_FORMATS: Mapping[str, Callable[[Sequence[Outcome]], Printable]] = {
    "text": text,
    "csv": table,
    "json": machine,
}
