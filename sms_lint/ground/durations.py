"""Lengths of time as people state them."""

from datetime import date, timedelta
from typing import NamedTuple

from sms_lint.ground.time_units import TimeUnit, number_and_unit


class Duration(NamedTuple):
    """A length of time as people state it: 12 months, 4 hours."""

    number: int
    unit: TimeUnit

    def __str__(self) -> str:
        """As written: 1 month, 12 months."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def days(self) -> float:
        """Its length in days; a month counts as 30.44 and a year as 365.25, for comparing lengths only."""
        return self.number * _DAYS[self.unit]

    def after(self, start: date) -> date:
        """The day that is this long after `start`; the end of a shorter month where the day is missing."""
        if self.unit == "working day":
            return _working_day(start, self.number)
        if self.unit not in {"month", "year"}:
            return date.fromordinal(min(start.toordinal() + int(self.days), date.max.toordinal()))
        months = start.month - 1 + self.number * (12 if self.unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        if year > date.max.year:
            return date.max
        first_of_next = (
            date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
        )
        last = date.fromordinal(first_of_next.toordinal() - 1).day
        return date(year, month, min(start.day, last))


_WORKING_DAYS = 5  # of a week: Monday to Friday; holidays are not known
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "working day": 7 / _WORKING_DAYS,
    "day": 1,
    "week": 7,
    "month": 30.44,
    "year": 365.25,
}


def _working_day(start: date, number: int) -> date:
    """The day so many working days after `start`; after one on a weekend, Monday is the first."""
    friday = start - timedelta(days=max(0, start.weekday() - _WORKING_DAYS + 1))
    weeks, rest = divmod(number, _WORKING_DAYS)
    over = 2 if friday.weekday() + rest >= _WORKING_DAYS else 0
    days = 7 * weeks + rest + over
    return date.fromordinal(min(friday.toordinal() + days, date.max.toordinal()))


def read_duration(text: str) -> Duration:
    """A number and a unit, in any language. Raises ValueError for a length of nothing."""
    number, unit = number_and_unit(text)
    if number == 0:
        raise ValueError("a length of zero is not allowed")
    return Duration(number, unit)
