"""Time on hold: counted once where several overlap, between two moments, and in service hours where these are named."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.compute import all_figures, needs
from sms_lint.measure.engine import DUCKDB
from sms_lint.measure.query import Question
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.outside.engines import Ask
from tests.measure.by_hand import Row, in_service, quarters
from tests.measure.conftest import definition, faults, service_hours
from tests.measure.engines import HOLDS, MOMENTS, holds_written_out, written_out
from tests.measure.records import YEAR, at
from tests.measure.test_hours import HOURS

ELAPSED: dict[str, Any] = {
    "type": "sum",
    "quantity": "paused_seconds(opened_at, resolved_at)",
    "unit": "s",
    "frequency": "year",
}
SERVED: dict[str, Any] = {**ELAPSED, "calendar": "HRS-DAY"}
INCIDENT = {"id": "INC-0001", "opened_at": at("2026-03-02T08:00"), "resolved_at": at("2026-03-03T10:00")}


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with duckdb.connect(":memory:") as connection:
        yield lambda statement: connection.execute(statement).fetchall()


def hold(begun: str, ended: str | None, record: str = "INC-0001") -> Row:
    return {"record": record, "from": at(begun), "until": at(ended) if ended else None}


def waited(
    ask: Ask, rows: Sequence[Row], holds: Sequence[Row], hours: ServiceHours | None = None
) -> Decimal | None:
    """The time on hold of all records together."""
    asked = definition([hours] if hours else [], **(SERVED if hours else ELAPSED))
    question = Question(
        asked,
        [YEAR[0]._replace(last=YEAR[-1].last)],
        "",
        written_out(rows, DUCKDB),
        holds_written_out(holds, DUCKDB),
    )
    (found,) = all_figures([question], ask)
    return found[0].numerator if found else None


@pytest.mark.parametrize(
    ("holds", "elapsed", "served"),
    [
        ([], 0, 0),
        ([hold("2026-03-02T09:00", "2026-03-02T10:00", "INC-0002")], 0, 0),
        ([hold("2026-03-02T09:00", "2026-03-02T10:00")], 1, 1),
        ([hold("2026-03-02T09:00", "2026-03-02T11:00"), hold("2026-03-02T10:00", "2026-03-02T12:00")], 3, 3),
        ([hold("2026-03-02T09:00", "2026-03-02T12:00"), hold("2026-03-02T10:00", "2026-03-02T11:00")], 3, 3),
        ([hold("2026-03-02T18:00", "2026-03-03T08:00")], 14, 2),
        ([hold("2026-03-01T00:00", "2026-03-02T09:00")], 1, 1),
        ([hold("2026-03-03T09:00", None)], 1, 1),
        ([hold("2026-03-03T12:00", "2026-03-04T12:00")], 0, 0),
    ],
)  # fmt: skip
def test_each_hour_of_waiting_counts_once(ask: Ask, holds: list[Row], elapsed: int, served: int) -> None:
    assert waited(ask, [INCIDENT], holds) == elapsed * 3600
    assert waited(ask, [INCIDENT], holds, service_hours()) == served * 3600


def test_of_what_is_open_or_before_the_hours_nothing_is_known(ask: Ask) -> None:
    holds = [hold("2026-03-02T09:00", "2026-03-02T10:00")]
    assert waited(ask, [{**INCIDENT, "resolved_at": None}], holds) is None
    assert waited(ask, [INCIDENT], holds, service_hours(valid_from="2026-03-03")) is None


def test_it_needs_the_times_on_hold() -> None:
    assert needs([definition(**ELAPSED)]) == {
        "incident": {"id", "opened_at", "resolved_at"}, "pause": {"record", "from", "until"},
    }  # fmt: skip
    assert [
        fault.route for fault in faults(**{**ELAPSED, "quantity": "paused_seconds(opened_at, period_end())"})
    ] == [("quantity",)]


INCIDENTS = st.lists(st.tuples(MOMENTS, MOMENTS).map(sorted), max_size=3).map(
    lambda found: [
        {"id": f"INC-{number:04}", "opened_at": begun, "resolved_at": ended}
        for number, (begun, ended) in enumerate(found)
    ]
)


@settings(max_examples=10)
@given(INCIDENTS, HOLDS, st.none() | HOURS)
def test_the_query_and_the_clock_agree(
    ask: Ask, rows: list[Row], holds: list[Row], hours: ServiceHours | None
) -> None:
    expected = sum(
        900
        for row in rows
        for quarter in quarters(row["opened_at"], row["resolved_at"])
        if any(_waits(found, row, quarter) for found in holds)
        and (hours is None or in_service(hours, quarter))
    )
    assert waited(ask, rows, holds, hours) == (expected if rows else None)


def _waits(found: Row, row: Row, quarter: Any) -> bool:
    ended = found["until"] or quarter + timedelta(1)
    return bool(found["record"] == row["id"] and found["from"] <= quarter < ended)
