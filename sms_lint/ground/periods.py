"""Periods of the calendar as registers write them: a month 2026-03, a quarter 2026-Q1, a year 2026."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

PERIOD_PATTERN = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?"
WEEK_PATTERN = r"[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])"
# Between the first period and the last of a longer one: 2026-01..2026-09.
TO = ".."
PeriodUnit = Literal["month", "quarter", "year"]
MONTHS: dict[PeriodUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_FORM = re.compile(PERIOD_PATTERN)


class CalendarPeriod(NamedTuple):
    """A month, quarter or year. `number` counts the periods of its unit since the year 0."""

    unit: PeriodUnit
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        year, month = divmod(self.number * MONTHS[self.unit], 12)
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        following = CalendarPeriod(self.unit, self.number + 1)
        return date.max if following.number * MONTHS[self.unit] >= 120_000 else following.first - timedelta(1)

    def __str__(self) -> str:
        """As registers write it."""
        year, place = divmod(self.number, 12 // MONTHS[self.unit])
        return (
            f"{year:04}" + {"month": f"-{place + 1:02}", "quarter": f"-Q{place + 1}", "year": ""}[self.unit]
        )


def read_period(text: str) -> CalendarPeriod | None:
    """The period that a text names, or None where it names none."""
    if not _FORM.fullmatch(text) or text.startswith("0000"):
        return None
    year, _, part = text.partition("-")
    if not part:
        return CalendarPeriod("year", int(year))
    if part[0] == "Q":
        return CalendarPeriod("quarter", int(year) * 4 + int(part[1]) - 1)
    return CalendarPeriod("month", int(year) * 12 + int(part) - 1)


def period_of(day: date, unit: PeriodUnit) -> CalendarPeriod:
    """The period of that unit that contains a day."""
    return CalendarPeriod(unit, (day.year * 12 + day.month - 1) // MONTHS[unit])


def periods_within(unit: PeriodUnit, first: date, last: date) -> Iterator[CalendarPeriod]:
    """Every period of that unit completely between two days, both included, in order."""
    period = period_of(first, unit)
    if period.first < first:
        period = CalendarPeriod(unit, period.number + 1)
    while period.last <= last:
        yield period
        period = CalendarPeriod(unit, period.number + 1)
