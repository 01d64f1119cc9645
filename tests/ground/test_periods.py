"""Periods: what a text names, which days it has, and which lie between two days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.periods import CalendarPeriod, PeriodUnit, period_of, periods_within, read_period

UNITS: tuple[PeriodUnit, ...] = ("month", "quarter", "year")
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q0", "2026-Q5", "26", "2026-1", "2026-01-01", "0000", "next"]
)
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_the_days_of_a_period(text: str, first: date, last: date) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.first, period.last, str(period)) == (first, last, text)


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_in_its_period_and_the_next_begins_after_it(day: date, unit: PeriodUnit) -> None:
    period = period_of(day, unit)
    assert period.first <= day <= period.last
    assert read_period(str(period)) == period
    following = CalendarPeriod(unit, period.number + 1)
    assert (following.first - period.last).days == 1


@given(DAYS, st.integers(0, 800), st.sampled_from(UNITS))
def test_periods_within_lie_within_and_leave_no_gap(first: date, length: int, unit: PeriodUnit) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date(9998, 12, 31).toordinal()))
    found = list(periods_within(unit, first, last))
    assert all(first <= period.first and period.last <= last for period in found)
    assert [period.number for period in found] == list(
        range(found[0].number, found[0].number + len(found)) if found else []
    )
    if found:
        assert (found[0].first - first).days < 366
