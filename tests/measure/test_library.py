"""Every definition of the library can be computed, and gives what somebody counts by hand."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import duckdb
import pytest

from sms_lint.measure.compute import figures, needs
from sms_lint.measure.definition import Definition, defined
from sms_lint.measure.period import Span, spans
from sms_lint.measure.query import Question
from sms_lint.measure.vocabulary import Column, columns_of
from sms_lint.model.kinds import kinds
from sms_lint.model.kpi_library import kpi_library
from sms_lint.report.reference.kpi_pages import adopted
from sms_lint.rules.measurement.kpi_rate_without_denominator import _DIVISION
from tests.measure.by_hand import Row, worked_out

COMPUTED = [name for name, found in kpi_library().items() if not found.by_hand]
TYPES = {"moment": "TIMESTAMP", "day": "DATE", "number": "DECIMAL(28, 9)", "seconds": "DECIMAL(28, 9)"}
FIRST, DAYS = date(2026, 1, 1), 180
TIMES = 5 if os.environ.get("SMS_LINT_NIGHTLY") else 1


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


def of_library(name: str) -> Definition:
    kpi = adopted(kpi_library()[name])
    found = defined(kpi, kinds())
    assert isinstance(found, Definition), found
    return found


@pytest.mark.parametrize("name", COMPUTED)
def test_the_query_and_the_hand_agree(name: str, database: duckdb.DuckDBPyConnection) -> None:
    definition = of_library(name)
    names = sorted(needs([definition])[definition.kpi.source])
    columns = columns_of(definition.model)
    typed = ", ".join(f'"{each}" {TYPES.get(columns[each].sort, "VARCHAR")}' for each in names)
    year = tuple(spans(definition.kpi.frequency, FIRST, date(2026, 12, 31)))
    for time in range(TIMES):
        random = Random(f"{name} {time}")
        rows = [{each: value(columns[each], random, number) for each in names} for number in range(60)]
        database.execute(f'CREATE OR REPLACE TABLE "{definition.kpi.source}" ({typed})')
        places = ", ".join("?" * len(names))
        written = [list(row.values()) for row in rows]
        database.executemany(f'INSERT INTO "{definition.kpi.source}" VALUES ({places})', written)
        asked = figures(Question(definition, year), lambda said: database.execute(said).fetchall())
        found = {
            figure.period_start: (figure.numerator, figure.denominator, figure.sample) for figure in asked
        }
        assert found or time, "60 records, and none counts"
        for span in year:
            counted = by_hand(definition, span, rows)
            assert close(counted, found.get(span.first)), span.name


def value(column: Column, random: Random, number: int) -> Any:
    """A value such as a column may hold, or none."""
    if column.name == "id":
        return f"X-{number:03}"
    if random.random() < 0.15:
        return None
    match column.sort:
        case "moment":
            return datetime.fromisoformat("2026-01-01") + timedelta(minutes=random.randrange(DAYS * 1440))
        case "day":
            return FIRST + timedelta(random.randrange(DAYS))
        case "number" | "seconds":
            return Decimal(random.randrange(6))
        case "period":
            return random.choice(["2026-01", "2026-02", "2026-05", "2026-Q1", "2026-Q2"])
    return random.choice(column.words or ("tickets", "capacity", "b"))


def by_hand(definition: Definition, span: Span, rows: Sequence[Row]) -> tuple[Any, ...] | None:
    """Numerator, denominator and number of records; None where no record counts."""
    parts, kpi = definition.parts, definition.kpi
    within = [{**row, "period_start": span.first, "period_end": span.last} for row in rows]
    if kpi.type == "recurrence":
        return recurring(definition, span, within)
    within = [row for row in within if counts(definition, span, row)]
    within = [row for row in within if "filter" not in parts or worked_out(parts["filter"], row)]
    if not within:
        return None
    if kpi.type in ("count", "backlog"):
        return len(within), None, len(within)
    above = parts["quantity"] if "quantity" in parts else parts["numerator"]
    values = [found for row in within if (found := worked_out(above, row)) is not None]
    if kpi.type == "percentile":
        return quantile(values, kpi.percentile or Decimal(0)), None, len(within)
    if kpi.type == "average":
        return (sum(values) if values else None), len(values), len(within)
    below = parts.get("denominator")
    parted = [worked_out(below, row) for row in within] if below else [True] * len(within)
    return total(values, above.sort), total(parted, below.sort if below else "condition"), len(within)


def total(values: Sequence[Any], sort: str) -> Any:
    if sort == "condition":
        return sum(1 for found in values if found)
    known = [found for found in values if found is not None]
    return sum(known) if known else None


def counts(definition: Definition, span: Span, row: Row) -> bool:
    """Whether a record is in a period."""
    if definition.event is None:
        return True
    entered = row[definition.event.name]
    if entered is None:
        return False
    if definition.event.sort == "period":
        return inside(str(entered), span)
    day = entered.date() if isinstance(entered, datetime) else entered
    if definition.kpi.type == "backlog":
        left = row[definition.kpi.until or ""]
        gone = left.date() if isinstance(left, datetime) else left
        return day <= span.last and (gone is None or gone > span.last)
    return bool(span.first <= day <= span.last)


def inside(period: str, span: Span) -> bool:
    months: Mapping[str, set[str]] = {"2026-Q1": {"01", "02", "03"}, "2026-Q2": {"04", "05", "06"}}
    own = months.get(period, {period[5:]})
    of_span = {f"{month:02}" for month in range(span.first.month, span.last.month + 1)}
    return own <= of_span


def quantile(values: Sequence[Decimal], share: Decimal) -> Decimal | None:
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def recurring(definition: Definition, span: Span, rows: Sequence[Row]) -> tuple[Any, ...] | None:
    kpi = definition.kpi
    last: dict[tuple[Any, ...], datetime] = {}
    again = sample = 0
    known = (row for row in rows if row["opened_at"])
    for row in sorted(known, key=lambda row: (row["opened_at"], row["id"])):
        like = tuple(row[name] for name in kpi.same)
        before = last.get(like) if None not in like else None
        last[like] = row["opened_at"]
        if span.first <= row["opened_at"].date() <= span.last:
            sample += 1
            again += before is not None and row["opened_at"] - before <= timedelta(30)
    return (again, sample, sample) if sample else None


def close(counted: tuple[Any, ...] | None, found: tuple[Any, ...] | None) -> bool:
    if counted is None or found is None:
        return counted is found
    return all(
        one is two
        or (one is not None and two is not None and abs(Decimal(one) - Decimal(two)) < Decimal("1e-4"))
        for one, two in zip(counted, found, strict=True)
    )


def test_those_made_by_hand_say_of_what_and_from_which_fields() -> None:
    by_hand = [found for found in kpi_library().values() if found.by_hand]
    assert len(by_hand) == 11
    for found in by_hand:
        kpi = adopted(found)
        fields = {field.alias or name for name, field in kinds()[kpi.source].model_fields.items()}
        assert set(kpi.inputs) <= fields, found.id
        assert kpi.unit != "%" or _DIVISION.search(kpi.formula or ""), found.id
