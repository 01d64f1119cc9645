"""Service hours in a query: the running total of each day as written rows, beside the records."""

from collections.abc import Sequence

from sms_lint.ground.sql import literal
from sms_lint.measure.engine import Engine
from sms_lint.measure.hours import DayRow, ServiceTime
from sms_lint.measure.statement import hours_until


def beside(table: str, columns: Sequence[str], time: ServiceTime, engine: Engine) -> str:
    """The records of a table, each with the service time up to each of these fields, as `hours_until` names it.

    A field that is empty, or outside the days of the service time, has none.
    """
    if not time.days:
        none = f"CAST(NULL AS {engine.whole})"
        fields = [f"{none} AS {engine.column(hours_until(name))}" for name in columns]
        return f"(SELECT records.*, {', '.join(fields)} FROM {table} AS records)"
    joins, fields = [], []
    for number, name in enumerate(columns):
        day, moment = f"hours_{number}", f"records.{engine.column(name)}"
        rows = _rows(time, day, engine)
        joins.append(f"LEFT JOIN {rows} ON {day}.day = CAST({moment} AS {engine.day})")
        fields.append(f"{_until(day, moment, time.most, engine)} AS {engine.column(hours_until(name))}")
    return f"(SELECT records.*, {', '.join(fields)} FROM {table} AS records {' '.join(joins)})"


def _until(day: str, moment: str, most: int, engine: Engine) -> str:
    midnight = f"CAST({day}.day AS {engine.moment})"
    second = engine.seconds_between.format(midnight, moment)
    parts = [
        f"greatest(0, least({second}, {day}.end_{number}) - {day}.start_{number})" for number in range(most)
    ]
    return " + ".join([f"{day}.total", *parts])


def _rows(time: ServiceTime, name: str, engine: Engine) -> str:
    bounds = [f"{side}_{number}" for number in range(time.most) for side in ("start", "end")]
    columns = ["day", "total", *bounds]
    typed = [f"day {engine.day}", *(f"{column} {engine.whole}" for column in columns[1:])]
    rows = ", ".join(_row(row, time.most) for row in time.days)
    return engine.rows.format(rows=rows, name=name, columns=", ".join(columns), typed=", ".join(typed))


def _row(row: DayRow, most: int) -> str:
    bounds = [second for stretch in row.stretches for second in stretch]
    bounds += [0] * (2 * most - len(bounds))
    day = f"DATE {literal(row.day.isoformat())}"
    return f"({', '.join([day, str(row.before), *map(str, bounds)])})"
