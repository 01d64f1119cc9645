"""KPIs as a semantic model in the form of Apache Ossie, formerly Open Semantic Interchange (OSI).

A metric there is one aggregate over the rows of a dataset, without a filter and without a period: both stand inside as
conditions, or beside it as what only we understand. What needs more (a backlog, a recurrence) is left out and named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.ground.sentences import plain_number
from sms_lint.measure.definition import PER_CENT, TIME_UNITS, Definition
from sms_lint.measure.engine import Engine
from sms_lint.measure.expression import Part
from sms_lint.measure.query import counted
from sms_lint.measure.result import target_words
from sms_lint.measure.sentence import sentence
from sms_lint.measure.statement import statement
from sms_lint.measure.vocabulary import Sort, columns_of

# The version of the specification whose schema the file follows.
VERSION = "0.2.0.dev0"
_VENDOR = "sms-lint"
_TYPES: Mapping[Sort, str] = {"number": "Decimal", "seconds": "Decimal", "day": "Date", "moment": "DateTime"}
_TIMES = frozenset(("Date", "DateTime"))
_IN_PERIODS = frozenset(("period_start", "period_end"))


class SemanticModel(NamedTuple):
    """The text of the file, how many metrics are in it, and what is left out, with the reason."""

    text: Printable
    metrics: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class _Standard(Engine):
    """The words that every reader of the specification knows, with the dataset before each field."""

    dataset: str = ""

    def column(self, name: str) -> str:
        return f"{self.dataset}.{name}"


def semantic_model(name: str, definitions: Iterable[Definition]) -> SemanticModel:
    """A model of some definitions, under a name."""
    metrics, left_out, used = list[dict[str, Any]](), list[str](), dict[str, list[Definition]]()
    for definition in definitions:
        expression = aggregate(definition)
        if expression is None:
            left_out.append(f"{definition.kpi.id}, since {_why_not(definition)}")
            continue
        metrics.append(_metric(definition, expression))
        used.setdefault(definition.kpi.source, []).append(definition)
    model = {
        "name": name,
        "datasets": [_dataset(kind, found) for kind, found in used.items()],
        "metrics": metrics,
    }
    text = json_text({"version": VERSION, "semantic_model": [model]})
    return SemanticModel(text, len(metrics), tuple(left_out))


def aggregate(definition: Definition) -> str | None:
    """The result of a definition as one aggregate in its unit, not rounded; None where it is more than that."""
    if definition.hours or _asks_for_days(definition):
        return None
    said = _aggregate(definition, _standard(definition))
    if said is None:
        return None
    kpi = definition.kpi
    if kpi.unit in PER_CENT and kpi.type == "ratio":
        return f"100.0 * {said}"
    seconds = TIME_UNITS.get(kpi.unit, 1) if definition.result == "seconds" else 1
    return f"{said} / {seconds}.0" if seconds > 1 else said


def _asks_for_days(definition: Definition) -> bool:
    """Whether it asks for the first or last day of the period, which a metric there does not have."""
    return any(inner.form in _IN_PERIODS for part in definition.all_parts for inner in part.walk())


def _why_not(definition: Definition) -> str:
    if definition.hours:
        return "it counts by service hours, which a model there does not have"
    if _asks_for_days(definition):
        return "it asks for the days of its period, and a metric there has none"
    return f"a {definition.kpi.type} is more than one aggregate of rows"


def _aggregate(definition: Definition, engine: Engine) -> str | None:
    wanted = counted(definition, engine)
    parts = definition.parts

    def total(part: Part | None) -> str:
        if part is None:
            return f"SUM(CASE WHEN {wanted} THEN 1 ELSE 0 END)"
        said = statement(part, engine)
        if part.sort == "condition":
            return f"SUM(CASE WHEN ({wanted}) AND ({said}) THEN 1 ELSE 0 END)"
        return f"SUM(CASE WHEN {wanted} THEN {said} END)"

    def each() -> str:
        return f"CASE WHEN {wanted} THEN {statement(parts['quantity'], engine)} END"

    match definition.kpi.type:
        case "count":
            return total(None)
        case "sum":
            return total(parts["quantity"])
        case "ratio":
            return f"{total(parts['numerator'])} / NULLIF({total(parts.get('denominator'))}, 0)"
        case "average":
            return f"{total(parts['quantity'])} / NULLIF(COUNT({each()}), 0)"
        case "percentile" if definition.kpi.percentile is not None:
            return (
                f"PERCENTILE_CONT({plain_number(definition.kpi.percentile)}) WITHIN GROUP (ORDER BY {each()})"
            )
    return None


def _standard(definition: Definition) -> Engine:
    return _Standard(
        name="standard",
        quote='"',
        seconds_between="DATEDIFF(second, {0}, {1})",
        days_between="DATEDIFF(day, {0}, {1})",
        contains="(POSITION(';' || {1} || ';' IN ';' || {0} || ';') > 0)",
        percentile="PERCENTILE_CONT({1}) WITHIN GROUP (ORDER BY {0})",
        buckets={},
        floating="DOUBLE PRECISION",
        dataset=_dataset_name(definition.kpi.source),
    )


def _metric(definition: Definition, expression: str) -> dict[str, Any]:
    kpi = definition.kpi
    own = {
        "event": kpi.event,
        "frequency": kpi.frequency,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "direction": kpi.direction,
        "targets": [{"from": aim.from_.isoformat(), "value": target_words(aim)} for aim in kpi.targets],
    }
    return {
        "name": kpi.id,
        "expression": _expression(expression),
        "description": f"{kpi.name}. {sentence(definition)}",
        "datatype": "Decimal",
        "ai_context": {"synonyms": [kpi.name], "examples": [kpi.question]},
        "custom_extensions": [{"vendor_name": _VENDOR, "data": json_text(own).strip()}],
    }


def _dataset(kind: str, definitions: Sequence[Definition]) -> dict[str, Any]:
    model = definitions[0].model
    named = {"id"}.union(*(definition.columns for definition in definitions))
    return {
        "name": _dataset_name(kind),
        "source": _dataset_name(kind),
        "primary_key": ["id"],
        "description": f"{model.KIND.register}: one row for each record",
        "fields": [_field(name, column.sort) for name, column in columns_of(model).items() if name in named],
    }


def _field(name: str, sort: Sort) -> dict[str, Any]:
    datatype = _TYPES.get(sort, "String")
    field: dict[str, Any] = {"name": name, "expression": _expression(name), "datatype": datatype}
    return field | ({"dimension": {"is_time": True}} if datatype in _TIMES else {})


def _expression(said: str) -> dict[str, Any]:
    return {"dialects": [{"dialect": "ANSI_SQL", "expression": said}]}


def _dataset_name(kind: str) -> str:
    return kind.replace("-", "_")
