"""Records to measure, in a database."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from sms_lint.measure.compute import needs, outcomes_of
from sms_lint.measure.definition import Definition
from sms_lint.measure.period import spans
from sms_lint.measure.vocabulary import columns_of
from sms_lint.model.kinds import kinds
from tests.measure.by_hand import Row

YEAR = tuple(spans("month", date(2026, 1, 1), date(2026, 12, 31)))
TYPES = {"moment": "TIMESTAMP", "day": "DATE", "number": "DECIMAL(28, 9)", "seconds": "DECIMAL(28, 9)"}


class Records:
    """A database with one table of incidents."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def fill(self, definition: Definition, rows: Sequence[Row]) -> None:
        names = sorted(needs([definition], "priority")["incident"])
        columns = columns_of(kinds()["incident"])
        typed = ", ".join(f'"{name}" {TYPES.get(columns[name].sort, "VARCHAR")}' for name in names)
        self.connection.execute(f"CREATE OR REPLACE TABLE incident ({typed})")
        if rows:
            places = ", ".join("?" * len(names))
            values = [[row.get(name) for name in names] for row in rows]
            self.connection.executemany(f"INSERT INTO incident VALUES ({places})", values)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()

    def result(self, wanted: Definition, rows: Sequence[Row], by: str = "") -> dict[tuple[str, str], Any]:
        """The value of each period and group."""
        self.fill(wanted, rows)
        found = outcomes_of(wanted, YEAR, by, self.ask)
        return {(outcome.span.name, outcome.group): outcome for outcome in found}


def at(moment: str) -> datetime:
    """A moment as the database keeps it: in UTC, without saying so."""
    return datetime.fromisoformat(moment)
