"""From a definition to the query that counts: built from its checked parts alone, for one engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from sms_lint.ground.periods import period_of
from sms_lint.ground.sql import literal
from sms_lint.measure.definition import Definition
from sms_lint.measure.engine import Engine
from sms_lint.measure.expression import Part
from sms_lint.measure.holds_table import beside_holds
from sms_lint.measure.hours import EARLIEST, LATEST, ServiceTime, service_time
from sms_lint.measure.hours_table import beside
from sms_lint.measure.period import Span, span_of
from sms_lint.measure.statement import FIRST_DAY, LAST_DAY, hours_until, statement
from sms_lint.model.kinds.pause import Pause
from sms_lint.model.kinds.service_hours import ServiceHours

_PERIODS = "measured_periods"
# Types whose records count in every period that they last into.
_LASTING = ("backlog", "availability")
# For how long after the last period a record that began in it can be followed in service hours.
_AFTERWARDS = timedelta(366)
# How long before the first period a record may have begun; each day is a row of the query.
_BEFOREHAND = timedelta(3653)


@dataclass(frozen=True)
class Question:
    """What is asked of an engine: a definition over some periods, and the field that the result is given by.

    `table` and `pauses` are where records and times on hold are, in the words of the engine: left out, a table has the
    name of its kind.
    """

    definition: Definition
    spans: Sequence[Span]
    by: str = ""
    table: str = ""
    pauses: str = ""


class Counting(NamedTuple):
    """What is counted, and over which records: those of the same `over` are counted in one query.

    `over` is the period and the group of a record, and where the records come from. What has to keep every value until
    the end is counted `alone`, so that no two keep theirs at once.
    """

    over: tuple[str, str, str]
    numerator: str
    denominator: str
    alone: bool = False


def counting(question: Question, engine: Engine) -> Counting:
    """What is counted for a question, in the words of an engine. A percentile stands in the place of the numerator."""
    return _Query(question, engine).counting()


def query(counted: Sequence[Counting]) -> str:
    """One query for what is counted over the same records.

    It gives the first day of each period, the group, the number of records, then numerators and denominators in turn.
    Periods and groups without a record have no row.
    """
    period, group, source = counted[0].over
    figures = [
        f"{part.numerator} AS numerator_{number}, {part.denominator} AS denominator_{number}"
        for number, part in enumerate(counted)
    ]
    return (
        f"SELECT {period} AS period_start, {group} AS measured_group, count(*) AS sample, {', '.join(figures)} "
        f"FROM {source} GROUP BY 1, 2 ORDER BY 1, 2"
    )


class _Query:
    """The parts of one query."""

    def __init__(self, question: Question, engine: Engine) -> None:
        self.definition = question.definition
        self.kpi = question.definition.kpi
        self.spans = question.spans
        self.by = question.by
        self.table = question.table
        self.pauses = question.pauses or engine.column(Pause.KIND.name)
        self.engine = engine

    def counting(self) -> Counting:
        if self.kpi.type == "availability":
            return self._availability()
        wanted = " AND ".join(f"({condition})" for condition in self._conditions())
        over = self._period(), self._group, f"{self._source()} WHERE {wanted}"
        return Counting(over, *self._figures(), alone=self.kpi.type == "percentile")

    @property
    def _group(self) -> str:
        return self._column(self.by) if self.by else "''"

    @property
    def _joined(self) -> bool:
        """Whether a record is set beside a list of periods: it may count in several, or its period is written out."""
        parts = self.definition.all_parts
        bounds = any(inner.form in ("period_start", "period_end") for part in parts for inner in part.walk())
        event = self.definition.event
        other = any(span_of(span.first, self.kpi.frequency) != span for span in self.spans)
        return event is None or event.sort == "period" or self.kpi.type in _LASTING or bounds or other

    def _period(self) -> str:
        if self._joined:
            return FIRST_DAY
        return self.engine.buckets[self.kpi.frequency].format(self._column(self.kpi.event or ""))

    def _source(self) -> str:
        table = self.table or self.engine.column(self.kpi.source)
        columns, holds = self.definition.hour_columns, self.definition.holds
        if columns and self._hours:
            table = beside(table, columns, self._hours, self.engine)
        if holds:
            table = beside_holds(table, self.pauses, holds, self._hours, self.engine)
        table = f"{table} AS {self.engine.column(self.kpi.source)}"
        if self.kpi.type == "recurrence":
            table = f"({self._with_earlier(table)}) AS records"
        return f"{table} CROSS JOIN ({self._period_rows()}) AS {_PERIODS}" if self._joined else table

    @cached_property
    def _hours(self) -> ServiceTime | None:
        """The service time that records are set beside: for outages, that in which one counts."""
        hours = self.definition.hours
        if hours is None:
            return None
        if self.kpi.type == "availability":
            return service_time(hours, self.spans[0].first, self.spans[-1].last, maintenance=False)
        first = max(self.spans[0].first, EARLIEST) - _BEFOREHAND
        last = min(self.spans[-1].last, LATEST) + _AFTERWARDS
        return service_time(hours, max(first, hours.valid_from), min(last, hours.valid_to or last))

    def _availability(self) -> Counting:
        """Service time without outages: of outages that overlap, each second counts once.

        Outages are stretches of the running total, so those of a period lie in order, and each adds what it has beyond
        the furthest end of those before it.
        """
        event, ended = (self._column(hours_until(name or "")) for name in (self.kpi.event, self.kpi.until))
        wanted = " AND ".join(f"({condition})" for condition in self._conditions())
        outages = (
            f"SELECT {FIRST_DAY}, {self._group} AS outage_group, agreed_time, {self._column('id')} AS outage, "
            f"greatest(coalesce({event}, hours_from), hours_from) AS lost_from, "
            f"least(coalesce({ended}, hours_to), hours_to) AS lost_to FROM {self._source()} WHERE {wanted}"
        )
        reached = (
            f"max(lost_to) OVER (PARTITION BY {FIRST_DAY}, outage_group ORDER BY lost_from, lost_to, outage "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        )
        merged = f"(SELECT outages.*, {reached} AS reached FROM ({outages}) AS outages) AS merged"
        lost = "sum(greatest(lost_to - greatest(lost_from, coalesce(reached, lost_from)), 0))"
        return Counting((FIRST_DAY, "outage_group", merged), f"min(agreed_time) - {lost}", "min(agreed_time)")

    def _with_earlier(self, table: str) -> str:
        """Each record beside the moment of the one before that is like it."""
        event = self._column(self.kpi.event or "")
        keys = ", ".join(map(self._column, self.kpi.same))
        alike = " AND ".join(f"{self._column(name)} IS NOT NULL" for name in self.kpi.same)
        before = f"lag({event}) OVER (PARTITION BY {keys} ORDER BY {event}, {self._column('id')})"
        wanted = self.counted()
        return f"SELECT *, CASE WHEN {alike} THEN {before} END AS earlier_event FROM {table} WHERE {wanted}"

    def _period_rows(self) -> str:
        rows = [self._period_row(span, name) for span in self.spans for name in self._names(span)]
        return " UNION ALL ".join(rows)

    def _names(self, span: Span) -> Sequence[str]:
        """The periods, as records write them, that lie wholly in one; none where the event is a day."""
        event = self.definition.event
        if event is None or event.sort != "period":
            return ("",)
        return sorted(_within(span))

    def _period_row(self, span: Span, name: str) -> str:
        after = span.last + timedelta(1)
        days = (
            f"{_day(span.first)} AS {FIRST_DAY}, {_day(span.last)} AS {LAST_DAY}, {_day(after)} AS day_after"
        )
        return f"SELECT {days}, {literal(name)} AS period_name{self._hours_of(span)}"

    def _hours_of(self, span: Span) -> str:
        if self.kpi.type != "availability" or self.definition.hours is None or self._hours is None:
            return ""
        first, after = self._hours.before(span.first), self._hours.before(span.last + timedelta(1))
        agreed = agreed_seconds(self.definition.hours, span)
        return f", {agreed} AS agreed_time, {first} AS hours_from, {after} AS hours_to"

    def _conditions(self) -> list[str]:
        event = self.definition.event
        found = [] if self.kpi.type == "recurrence" else [self.counted()]
        if event is None:
            return found
        name = self._column(event.name)
        if event.sort == "period":
            return [*found, f"{name} = period_name"]
        if self.kpi.type in _LASTING:
            left = self._column(self.kpi.until or "")
            last = FIRST_DAY if self.kpi.type == "availability" else "day_after"
            return [*found, f"{name} < day_after", f"{left} IS NULL OR {left} >= {last}"]
        if self._joined:
            return [*found, f"{name} >= first_day", f"{name} < day_after"]
        first, after = self.spans[0].first, self.spans[-1].last + timedelta(1)
        return [*found, f"{name} >= {_day(first)}", f"{name} < {_day(after)}"]

    def counted(self) -> str:
        """The records that count: those of the filter, without what is left out by agreement."""
        parts = self.definition.parts
        found = [self._said(parts["filter"])] if "filter" in parts else []
        event = self.definition.event
        for part, until in self.definition.excluded:
            left_out = self._said(part)
            if until and event and event.sort != "period":
                left_out = f"{left_out} AND {self._column(event.name)} < {_day(until + timedelta(1))}"
            found.append(f"CASE WHEN {left_out} THEN 0 ELSE 1 END = 1")
        return " AND ".join(f"({condition})" for condition in found) or "1 = 1"

    def _figures(self) -> tuple[str, str]:
        """Numerator and denominator."""
        parts = self.definition.parts
        match self.kpi.type:
            case "ratio":
                below = parts.get("denominator")
                return self._sum(parts["numerator"]), self._sum(below) if below else "count(*)"
            case "average":
                return self._sum(parts["quantity"]), f"count({self._said(parts['quantity'])})"
            case "sum":
                return self._sum(parts["quantity"]), "NULL"
            case "percentile":
                share = format(self.kpi.percentile or Decimal(0), "f")
                return self.engine.percentile.format(self._said(parts["quantity"]), share), "NULL"
            case "recurrence":
                return self._recurring(), "count(*)"
        return "count(*)", "NULL"

    def _recurring(self) -> str:
        most = int(self.kpi.within.days * 86400) if self.kpi.within else 0
        since = self.engine.seconds_between.format("earlier_event", self._column(self.kpi.event or ""))
        return f"sum(CASE WHEN {since} <= {most} THEN 1 ELSE 0 END)"

    def _sum(self, part: Part) -> str:
        said = self._said(part)
        return f"sum(CASE WHEN {said} THEN 1 ELSE 0 END)" if part.sort == "condition" else f"sum({said})"

    def _column(self, name: str) -> str:
        return self.engine.column(name)

    def _said(self, part: Part) -> str:
        return statement(part, self.engine)


def agreed_seconds(hours: ServiceHours, span: Span) -> int:
    """The agreed service time of a period, in seconds."""
    return service_time(hours, span.first, span.last).whole


def _day(day: date) -> str:
    return f"DATE {literal(day.isoformat())}"


def _within(span: Span) -> set[str]:
    """The names of every month, quarter and year that lies wholly in a period."""
    found = set()
    day = span.first
    while day <= span.last:
        for unit in ("month", "quarter", "year"):
            period = period_of(day, unit)
            if span.first <= period.first and period.last <= span.last:
                found.add(str(period))
        day = period_of(day, "month").last + timedelta(1)
    return found


def counted(definition: Definition, engine: Engine) -> str:
    """The condition that a record counts: by the filter, and not left out by agreement."""
    return _Query(Question(definition, ()), engine).counted()
