"""Asking an engine: the rows of each kind as typed tables, then one query for each definition."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.ground.periods import read_period
from sms_lint.ground.sql import literal
from sms_lint.measure.definition import Definition
from sms_lint.measure.engine import DUCKDB, Engine
from sms_lint.measure.hours import EARLIEST
from sms_lint.measure.period import Span
from sms_lint.measure.query import Counting, Question, counting, query
from sms_lint.measure.result import Figure, Outcome, outcomes
from sms_lint.measure.vocabulary import columns_of
from sms_lint.model.kinds.pause import Pause

# Types for which records of the same moment have to be told apart.
_BY_ID = ("recurrence", "availability")
# An engine that is there: it runs one query and gives all rows.
Answers = Callable[[str], list[tuple[Any, ...]]]


def needs(definitions: Iterable[Definition], by: str = "") -> Mapping[str, frozenset[str]]:
    """The fields of each kind that some definitions need, by the name of the kind.

    Raises SmsError where one has no field `by`.
    """
    found: dict[str, frozenset[str]] = {}
    for definition in definitions:
        if by and by not in columns_of(definition.model):
            raise SmsError(
                f"{definition.kpi.id} is computed from {definition.kpi.source}, which has no field `{by}`"
            )
        told_apart = {"id"} if definition.kpi.type in _BY_ID or definition.holds else set()
        own = definition.columns | told_apart | ({by} if by else frozenset())
        found[definition.kpi.source] = found.get(definition.kpi.source, frozenset()) | own
        if definition.holds:
            found[Pause.KIND.name] = found.get(Pause.KIND.name, frozenset()) | {"record", "from", "until"}
    return found


def needs_of(series: Iterable[tuple[Definition, str]]) -> Mapping[str, frozenset[str]]:
    """The same of definitions that are each given by a field of their own. Raises SmsError as well."""
    found: dict[str, frozenset[str]] = {}
    for definition, by in series:
        for kind, names in needs([definition], by).items():
            found[kind] = found.get(kind, frozenset()) | names
    return found


@dataclass(frozen=True)
class RecordPlace:
    """Where records are: an engine that answers, and the table of each kind where it has another name."""

    ask: Answers
    engine: Engine = DUCKDB
    tables: Mapping[str, str] = field(default_factory=dict)


# What is asked of one definition: the periods, the field that the result is given by, and groups without a record.
Asked = tuple[Definition, Sequence[Span], str, Iterable[str]]


def all_outcomes(asked: Iterable[Asked], place: RecordPlace) -> list[list[Outcome]]:
    """The result of each KPI in each period, and for each value of its field `by`; of groups also without a record."""
    every = list(asked)
    questions = [
        Question(
            definition,
            spans,
            by,
            place.tables.get(definition.kpi.source, ""),
            place.tables.get(Pause.KIND.name, ""),
        )
        for definition, spans, by, _ in every
    ]
    counted = all_figures(questions, place.ask, place.engine)
    return [
        outcomes(definition, spans, found, groups if by else ("",))
        for (definition, spans, by, groups), found in zip(every, counted, strict=True)
    ]


def outcomes_of(
    definition: Definition, spans: Sequence[Span], by: str, ask: Answers, groups: Iterable[str] = ()
) -> list[Outcome]:
    """The result of one KPI from the records in our files."""
    return all_outcomes([(definition, spans, by, groups)], RecordPlace(ask))[0]


def all_figures(questions: Sequence[Question], ask: Answers, engine: Engine = DUCKDB) -> list[list[Figure]]:
    """What the engine counted for each question, in each period and group that has records.

    Questions over the same records are asked in one query: the records are gone through once.
    """
    together: dict[object, list[tuple[int, Counting]]] = {}
    for number, question in enumerate(questions):
        found = counting(question, engine)
        together.setdefault(number if found.alone else found.over, []).append((number, found))
    counted: dict[int, list[Figure]] = {}
    for parts in together.values():
        rows = ask(query([part for _, part in parts]))
        for place, (number, _) in enumerate(parts):
            counted[number] = [_figure(row, place) for row in rows]
    return [counted[number] for number in range(len(questions))]


def figures(question: Question, ask: Answers, engine: Engine = DUCKDB) -> list[Figure]:
    """What the engine counted for one question."""
    return all_figures([question], ask, engine)[0]


def first_day(definition: Definition, place: RecordPlace) -> date | None:
    """The day of the first record that enters a period; None where there is none, or where none does by a date.

    A date before `EARLIEST` is a slip: it does not make periods of two thousand years that all want a result.
    """
    event, kind = definition.event, definition.kpi.source
    if event is None:
        return None
    name, table = place.engine.column(event.name), place.tables.get(kind) or place.engine.column(kind)
    records = f"FROM {table} AS measured_records"
    if event.sort == "period":
        named = (read_period(str(row[0])) for row in place.ask(f"SELECT DISTINCT {name} {records}"))
        return min((day for period in named if period and (day := period.first) >= EARLIEST), default=None)
    earliest = f"{EARLIEST} 00:00:00" if event.sort == "moment" else f"{EARLIEST}"
    since = f"{name} >= CAST({literal(earliest)} AS {place.engine.type_of(event.sort)})"
    (found,) = place.ask(f"SELECT min({name}) {records} WHERE {since}")[0]
    return None if found is None else _day(found)


def _figure(row: tuple[Any, ...], place: int) -> Figure:
    start, group, sample = row[:3]
    numerator, denominator = row[3 + 2 * place : 5 + 2 * place]
    return Figure(_day(start), str(group or ""), _number(numerator), _number(denominator), int(sample))


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(str(value)[:10])


def _number(value: Any) -> Decimal | None:
    """An exact number; one with a floating point is cut where engines begin to differ."""
    if value is None:
        return None
    if isinstance(value, float):
        return Decimal(repr(value)).quantize(Decimal("1e-6")).normalize()
    return Decimal(str(value)).normalize()
