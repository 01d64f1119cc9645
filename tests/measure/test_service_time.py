"""Figures by service hours: time between two fields, and availability with outages that overlap, last and end."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.cited import plain
from sms_lint.measure.compute import figures
from sms_lint.measure.period import Span, spans
from sms_lint.measure.query import Question
from sms_lint.model.kinds.service_hours import ServiceHours
from tests.measure.by_hand import Row, in_maintenance, in_service, quarters, worked_out
from tests.measure.conftest import definition, faults, service_hours
from tests.measure.records import Records, at
from tests.measure.test_hours import ALWAYS, HOURS

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
DAY = service_hours()
SPENT: dict[str, Any] = {
    "type": "average",
    "quantity": "business_seconds(opened_at, resolved_at)",
    "unit": "h",
    "calendar": "HRS-DAY",
}
UP: dict[str, Any] = {
    "type": "availability",
    "until": "resolved_at",
    "unit": "%",
    "decimals": "3",
    "calendar": "HRS-DAY",
}
# Weeks around the day on which the clocks of Europe change.
WEEKS = tuple(spans("week", date(2026, 3, 23), date(2026, 4, 5)))


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    with duckdb.connect(":memory:") as connection:
        yield Records(connection)


def outage(number: int, opened: str, resolved: str | None, **fields: Any) -> Row:
    ended = at(resolved) if resolved else None
    return {"id": f"INC-{number}", "opened_at": at(opened), "resolved_at": ended, "priority": "P1", **fields}


def result(
    records: Records, rows: Sequence[Row], period: str, hours: ServiceHours = DAY, **fields: Any
) -> str:
    outcome = records.result(definition([hours], **fields), rows)[period, ""]
    return f"{outcome.value} {plain(outcome.numerator)} {plain(outcome.denominator)} {outcome.sample}"


@pytest.mark.parametrize(
    ("opened", "resolved", "hours"),
    [
        ("2026-03-02T08:00", "2026-03-02T10:00", "2.0"),
        ("2026-03-06T18:00", "2026-03-09T08:00", "2.0"),  # over a weekend
        ("2026-03-07T10:00", "2026-03-08T10:00", "0.0"),
        ("2026-03-27T18:00", "2026-03-30T07:00", "2.0"),  # the clocks change: 07:00 in UTC is 08:00 in London
        ("2026-12-31T18:00", "2027-12-31T18:00", "3132.0"),  # resolved long after the period
    ],
)  # fmt: skip
def test_time_is_counted_in_service_hours(records: Records, opened: str, resolved: str, hours: str) -> None:
    rows = [outage(1, opened, resolved)]
    assert result(records, rows, opened[:7], **SPENT).split()[0] == hours


def test_what_lies_before_the_hours_or_is_open_has_no_time(records: Records) -> None:
    begun = service_hours(valid_from="2026-03-03")
    rows = [outage(1, "2026-03-02T08:00", "2026-03-04T08:00"), outage(2, "2026-03-04T08:00", None)]
    assert result(records, rows, "2026-03", begun, **SPENT) == "None  0 2"
    later = service_hours(valid_from="2030-01-01")
    assert result(records, rows, "2026-03", later, **SPENT) == "None  0 2"


def test_an_availability_is_the_service_time_without_outages(records: Records) -> None:
    rows = [
        outage(1, "2026-03-02T10:00", "2026-03-02T12:00"),
        outage(2, "2026-03-02T11:00", "2026-03-02T13:00"),  # overlaps
        outage(3, "2026-03-02T10:30", "2026-03-02T10:45"),  # within the first
        outage(4, "2026-03-07T10:00", "2026-03-08T12:00"),  # on a weekend
        outage(5, "2026-03-31T17:00", "2026-04-01T08:00"),  # into the next month: 17 to 18, and 6 to 8 in UTC
    ]
    march, april = 22 * 12 * 3600, 22 * 12 * 3600
    assert (
        result(records, rows, "2026-03", **UP)
        == f"{100 * Decimal(march - 4 * 3600) / march:.3f} {march - 4 * 3600} {march} 5"
    )
    assert (
        result(records, rows, "2026-04", **UP)
        == f"{100 * Decimal(april - 2 * 3600) / april:.3f} {april - 2 * 3600} {april} 1"
    )


def test_an_open_outage_lasts(records: Records) -> None:
    rows = [outage(1, "2026-02-10T00:00", None)]
    assert result(records, rows, "2026-01", **UP) == "None   0"
    assert result(records, rows, "2026-03", **UP) == f"0.000 0 {22 * 12 * 3600} 1"


def test_a_period_without_an_outage_is_known_only_where_the_definition_says_so(records: Records) -> None:
    rows = [outage(1, "2026-03-02T10:00", "2026-03-02T12:00")]
    assert result(records, rows, "2026-05", **UP) == "None   0"
    may = 21 * 12 * 3600
    assert result(records, rows, "2026-05", **UP, empty_period="zero") == f"100.000 {may} {may} 0"
    closed = service_hours(valid_to="2026-04-30")
    assert result(records, rows, "2026-05", closed, **UP, empty_period="zero") == "None 0 0 0", (
        "no service, no figure"
    )


def test_maintenance_is_no_outage_and_its_time_stays_agreed(records: Records) -> None:
    hours = service_hours(
        maintenance=[{"from": "2026-03-02T11:00", "to": "2026-03-02T14:00", "reason": "Disks"}]
    )
    rows = [outage(1, "2026-03-02T10:00", "2026-03-02T15:00")]
    march = 22 * 12 * 3600
    assert result(records, rows, "2026-03", hours, **UP).split()[1:3] == [str(march - 2 * 3600), str(march)]


def test_what_is_agreed_is_left_out_of_an_availability(records: Records) -> None:
    rows = [
        outage(1, "2026-03-02T10:00", "2026-03-02T12:00", category="power"),
        outage(2, "2026-03-02T11:00", "2026-03-02T13:00"),
    ]
    left_out = [
        {
            "where": "category = 'power'",
            "reason": "Power of the customer",
            "approver": "incident-manager",
            "until": "2026-03-31",
        }
    ]
    assert result(records, rows, "2026-03", **UP, exclusions=left_out).split()[1] == str(
        22 * 12 * 3600 - 2 * 3600
    )


def test_services_are_apart(records: Records) -> None:
    rows = [
        outage(1, "2026-03-02T10:00", "2026-03-02T12:00"),
        outage(2, "2026-03-02T11:00", "2026-03-02T13:00", priority="P2"),
    ]
    found = records.result(definition([DAY], **UP), rows, "priority")
    assert {key: outcome.denominator - outcome.numerator for key, outcome in found.items() if outcome.sample} == {
        ("2026-03", "P1"): 7200, ("2026-03", "P2"): 7200,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({**SPENT, "calendar": None}, "quantity", "name them in `calendar`"),
        ({**SPENT, "calendar": "HRS-NIGHT"}, "calendar", "there are no service hours `HRS-NIGHT`"),
        ({"type": "count", "calendar": "HRS-DAY"}, "calendar", "nothing counts by these service hours"),
        ({**SPENT, "quantity": "business_seconds(opened_at, period_end())"}, "quantity", "takes fields"),
        ({**UP, "unit": "h"}, "unit", "its unit is %"),
        ({**UP, "until": "priority"}, "until", "`priority` is a text"),
    ],
)
def test_a_slip_is_told_at_its_field(fields: dict[str, Any], field: str, said: str) -> None:
    found = faults([DAY], **fields)
    assert [fault.route[0] for fault in found] == [field]
    assert said in found[0].message


MOMENT = st.integers(0, 25 * 96).map(lambda number: at("2026-03-15") + timedelta(minutes=15 * number))
OUTAGES = st.lists(
    st.tuples(MOMENT, st.none() | st.integers(0, 600), st.sampled_from(["P1", "P2"])), max_size=5
).map(
    lambda found: [
        {"id": f"INC-{number}", "opened_at": begun, "priority": priority,
         "resolved_at": None if length is None else begun + timedelta(minutes=15 * length)}
        for number, (begun, length, priority) in enumerate(found)
    ]
)  # fmt: skip


@settings(max_examples=300 if NIGHTLY else 10)
@given(HOURS, OUTAGES)
def test_the_query_and_the_clock_agree(records: Records, hours: ServiceHours, rows: list[Row]) -> None:
    for asked in (
        definition([hours], **UP, frequency="week"),
        definition([hours], **SPENT, frequency="week"),
    ):
        records.fill(asked, rows)
        found = {figure.period_start: figure for figure in figures(Question(asked, WEEKS), records.ask)}
        for span in WEEKS:
            counted = (by_clock if asked.kpi.type == "availability" else spent)(asked, hours, span, rows)
            figure = found.get(span.first)
            assert counted == ((figure.numerator, figure.denominator, figure.sample) if figure else None)


def by_clock(_: Any, hours: ServiceHours, span: Span, rows: Sequence[Row]) -> tuple[Any, ...] | None:
    """Quarters of an hour of the period in service, and of these the ones in which no outage lasts."""
    first = datetime.combine(span.first, datetime.min.time())
    after = datetime.combine(span.last + timedelta(1), datetime.min.time())
    touching = [row for row in rows if row["opened_at"] < after and (row["resolved_at"] or after) >= first]
    if not touching:
        return None
    service = [quarter for quarter in quarters(first, after) if in_service(hours, quarter)]
    lost = [
        quarter
        for quarter in service
        if not in_maintenance(hours, quarter)
        and any(row["opened_at"] <= quarter < (row["resolved_at"] or after) for row in touching)
    ]
    return Decimal(900 * (len(service) - len(lost))), Decimal(900 * len(service)), len(touching)


def spent(asked: Any, hours: ServiceHours, span: Span, rows: Sequence[Row]) -> tuple[Any, ...] | None:
    """Service time of the records of the period."""
    counting = [row for row in rows if span.first <= row["opened_at"].date() <= span.last]
    values = [worked_out(asked.parts["quantity"], row, hours) for row in counting]
    known = [value for value in values if value is not None]
    return (sum(known) if known else None, len(known), len(counting)) if counting else None


def test_around_the_clock_every_second_counts(records: Records) -> None:
    always = service_hours(weekly=ALWAYS)
    rows = [outage(1, "2026-03-01T00:00:00", "2026-03-01T00:00:01"), outage(2, "2026-03-31T23:59:59", None)]
    assert result(records, rows, "2026-03", always, **UP).split()[1:] == [
        str(31 * 86400 - 2),
        str(31 * 86400),
        "2",
    ]
