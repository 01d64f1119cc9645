"""Times on hold in a query: how long each record waited between two of its moments, each second once."""

from collections.abc import Sequence

from sms_lint.measure.engine import Engine
from sms_lint.measure.hours import ServiceTime
from sms_lint.measure.hours_table import beside
from sms_lint.measure.statement import held_between, hours_until

_MOMENTS = ("from", "until")


def beside_holds(
    table: str, pauses: str, pairs: Sequence[tuple[str, str]], time: ServiceTime | None, engine: Engine
) -> str:
    """The records of a table, each with its time on hold between each pair of fields, as `held_between` names it.

    With service hours, the table has them already, as `beside` adds them.

    Where one of the fields is empty, nothing is known; where no time
    on hold is recorded, there was none.
    """
    joins, fields = [], []
    for number, pair in enumerate(pairs):
        name = f"held_{number}"
        held = _held(table, pauses, pair, time, engine)
        joins.append(f"LEFT JOIN {held} AS {name} ON {name}.held = records.{engine.column('id')}")
        known = " AND ".join(f"{_reckoned('records', moment, time, engine)} IS NOT NULL" for moment in pair)
        waited = engine.column(held_between(*pair))
        fields.append(f"CASE WHEN {known} THEN coalesce({name}.waited, 0) END AS {waited}")
    return f"(SELECT records.*, {', '.join(fields)} FROM {table} AS records {' '.join(joins)})"


def _held(table: str, pauses: str, pair: tuple[str, str], time: ServiceTime | None, engine: Engine) -> str:
    """The time on hold of the records that have any: in order, each adds what it has beyond those before it."""
    if time:
        pauses = beside(pauses, _MOMENTS, time, engine)
    start, end = (_reckoned("records", name, time, engine) for name in pair)
    begun, ended = (_reckoned("pauses", name, time, engine) for name in _MOMENTS)
    identity, record = engine.column("id"), engine.column("record")
    stretches = (
        f"SELECT records.{identity} AS held, greatest(coalesce({begun}, {start}), {start}) AS held_from, "
        f"least(coalesce({ended}, {end}), {end}) AS held_to FROM {table} AS records "
        f"JOIN {pauses} AS pauses ON pauses.{record} = records.{identity}"
    )
    before = "PARTITION BY held ORDER BY held_from, held_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    waited = "sum(greatest(held_to - greatest(held_from, coalesce(reached, held_from)), 0))"
    merged = f"SELECT stretches.*, max(held_to) OVER ({before}) AS reached FROM ({stretches}) AS stretches"
    return f"(SELECT held, {waited} AS waited FROM ({merged}) AS merged GROUP BY held)"


def _reckoned(table: str, name: str, time: ServiceTime | None, engine: Engine) -> str:
    """A moment as a number of seconds: of the running total, or since a day long ago."""
    if time:
        return f"{table}.{engine.column(hours_until(name))}"
    return engine.seconds_between.format(
        f"CAST('2000-01-01 00:00:00' AS {engine.moment})", f"{table}.{engine.column(name)}"
    )
