"""Trends of records are what somebody finds who goes through them one by one."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.compute import Answers
from sms_lint.measure.period import Span, spans
from sms_lint.measure.trends.backlog import backlog_section, open_at_ends
from sms_lint.measure.trends.preceding import Change, Incident, followings, preceding_section
from sms_lint.measure.trends.recurrence import groups_of, recurrence_section

MONTHS = tuple(spans("month", date(2026, 1, 1), date(2026, 12, 31)))
QUARTER = Span("2026-Q2", date(2026, 4, 1), date(2026, 6, 30))
START = datetime(2026, 1, 1)  # noqa: DTZ001 - the database keeps moments in UTC, without saying so
DAILY = settings(max_examples=300 if os.environ.get("SMS_LINT_NIGHTLY") else 25)
TABLES = {
    "incident": "id VARCHAR, opened_at TIMESTAMP, resolved_at TIMESTAMP, closed_at TIMESTAMP, service VARCHAR, title VARCHAR, "
    "ci VARCHAR, problem VARCHAR, status VARCHAR",
    "change": "id VARCHAR, actual_end TIMESTAMP, affected_cis VARCHAR, caused_incidents VARCHAR",
}
Rows = Sequence[dict[str, Any]]


class Database:
    """Incidents and changes to look for trends in."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        for name, columns in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")

    def fill(self, name: str, rows: Rows) -> Answers:
        columns = [each.split()[0] for each in TABLES[name].split(", ")]
        self.connection.execute(f"DELETE FROM {name}")
        values = [
            [row.get(column, f"X-{number}" if column == "id" else None) for column in columns]
            for number, row in enumerate(rows)
        ]
        if values:
            self.connection.executemany(
                f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", values
            )
        return lambda statement: self.connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with duckdb.connect(":memory:") as connection:
        yield Database(connection)


MOMENT = st.integers(0, 364 * 24).map(lambda hours: START + timedelta(hours=hours))
INCIDENT = st.fixed_dictionaries({
    "opened_at": MOMENT,
    "resolved_at": st.none() | MOMENT,
    "closed_at": st.none() | MOMENT,
    "service": st.sampled_from(["SVC-A", "SVC-B", None]),
    "title": st.sampled_from(["Slow", "Gone", None]),
    "ci": st.sampled_from(["CI-1", "CI-2", None]),
    "problem": st.sampled_from(["PRB-1", None]),
    "status": st.sampled_from(["new", "closed", "cancelled"]),
})  # fmt: skip


@DAILY
@given(st.lists(INCIDENT, max_size=12))
def test_a_backlog_is_counted(database: Database, rows: Rows) -> None:
    found = open_at_ends("incident", MONTHS, database.fill("incident", rows))
    for span, count in zip(MONTHS, found, strict=True):
        end = datetime.combine(span.last, datetime.min.time()) + timedelta(1)
        left = [min(filter(None, (row["resolved_at"], row["closed_at"])), default=None) for row in rows]
        still = [
            row
            for row, ended in zip(rows, left, strict=True)
            if row["opened_at"] < end and (ended is None or ended >= end)
        ]
        assert count == len(still)


@DAILY
@given(st.lists(INCIDENT, max_size=20))
def test_groups_are_counted(database: Database, rows: Rows) -> None:
    ask = database.fill("incident", rows)
    before = Span("before", QUARTER.first - timedelta(91), QUARTER.first - timedelta(1))
    for by, fields in (("symptom", ("service", "title")), ("configuration item", ("ci",))):
        for group in groups_of(by, QUARTER, ask):
            alike = [
                row for row in rows
                if row["status"] != "cancelled" and tuple(row[name] for name in fields) == group.keys
            ]  # fmt: skip
            now = [row for row in alike if QUARTER.first <= row["opened_at"].date() <= QUARTER.last]
            assert group.now == len(now) > 0
            assert group.with_problem == sum(row["problem"] is not None for row in now)
            assert group.before == sum(
                before.first <= row["opened_at"].date() <= before.last for row in alike
            )


CHANGES = st.lists(
    st.builds(
        Change,
        st.uuids().map(str),
        MOMENT,
        st.lists(st.sampled_from(["CI-1", "CI-2"]), max_size=2).map(tuple),
        st.just(()),
    ),
    max_size=6,
)
INCIDENTS = st.lists(
    st.builds(Incident, st.uuids().map(str), MOMENT, st.sampled_from(["CI-1", "CI-2", "CI-3"])), max_size=10
)
YEAR = Span("2026", date(2026, 1, 1), date(2026, 12, 31))


@DAILY
@given(CHANGES, INCIDENTS, st.integers(1, 20))
def test_what_follows_a_change_is_counted_hour_by_hour(
    changes: list[Change], incidents: list[Incident], days: int
) -> None:
    for following in followings(changes, incidents, YEAR, days):
        own = [change for change in changes if following.item in change.items]
        on_item = [incident for incident in incidents if incident.item == following.item]
        near = {
            incident.id for incident in on_item
            if any(timedelta(0) <= incident.opened - change.ended <= timedelta(days) for change in own)
        }  # fmt: skip
        assert (following.changes, following.incidents, following.all_incidents) == (
            len(own),
            len(near),
            len(on_item),
        )
        first = [int((change.ended - START).total_seconds()) // 3600 for change in own]
        hours = len(
            {hour for start in first for hour in range(start, start + 24 * days)} & set(range(365 * 24))
        )
        assert following.expected == pytest.approx(len(on_item) * hours / (365 * 24))


def test_what_is_not_known_is_said(database: Database) -> None:
    rows = [
        {
            "opened_at": START + timedelta(100),
            "service": "SVC-A",
            "title": "Slow",
            "ci": "CI-1",
            "status": "new",
        }
    ] * 12
    ask = database.fill("incident", rows)
    found = recurrence_section(QUARTER, 10, ask)
    assert [row[:5] for row in found.rows] == [
        ("symptom", "SVC-A: Slow", "12", "", ""),
        ("configuration item", "CI-1", "12", "", ""),
    ]
    assert found.untold == ("the records begin on 2026-04-11: of the whole period before, nothing is known",)
    assert "from 2026-04-11" in found.sample
    backlog = backlog_section(MONTHS[:6], ask, ["incident"])
    assert backlog.rows == ()
    assert backlog.untold == ("incident: 2 whole months with records, and a line needs 6",)


def test_no_records_are_no_trend(database: Database) -> None:
    ask = database.fill("incident", [])
    database.fill("change", [])
    assert recurrence_section(QUARTER, 10, ask).untold == ("there are no incidents",)
    assert preceding_section(QUARTER, 3, ask).rows == ()
    assert backlog_section(MONTHS, ask, ["incident"]).rows == ()


def test_what_is_linked_already_is_not_told_again(database: Database) -> None:
    rows = [{"id": f"INC-{day}", "opened_at": START + timedelta(100 + day), "ci": "CI-1"} for day in range(3)]
    ask = database.fill("incident", rows)
    ended = START + timedelta(99)
    database.fill(
        "change",
        [{"id": "CHG-1", "actual_end": ended, "affected_cis": "CI-1;CI-2", "caused_incidents": "INC-0"}],
    )
    # The records begin on the day after, so the change lies before what is known.
    assert preceding_section(QUARTER, 3, ask).rows == ()
    database.fill("incident", [{"id": "INC-X", "opened_at": START, "ci": "CI-9"}, *rows])
    (row,) = preceding_section(QUARTER, 3, ask).rows
    assert row[:4] == ("CI-1", "1", "3", "3")
    assert row[-1] == "INC-1 after CHG-1, INC-2 after CHG-1"


def test_a_backlog_that_grows_is_said_to_grow(database: Database) -> None:
    rows = [{"opened_at": START + timedelta(10 * day)} for day in range(36)]
    (row,) = backlog_section(MONTHS[1:], database.fill("incident", rows), ["incident"]).rows
    assert row[0] == "incident"
    assert row[-1] == "grows"
