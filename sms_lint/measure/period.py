"""The periods that a figure is computed for: weeks, months, quarters and years, each whole."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.periods import TO, WEEK_PATTERN, period_of, periods_within, read_period

WEEK = "week"
_WEEK = re.compile(WEEK_PATTERN)
_NEWEST = 6


class Span(NamedTuple):
    """A period with its name, such as 2026-09, 2026-Q3, 2026 or 2026-W36, and its first and last day."""

    name: str
    first: date
    last: date


def span_of(day: date, frequency: str) -> Span:
    """The period of a frequency that a day lies in."""
    if frequency == WEEK:
        monday = day - timedelta(day.weekday())
        year, week, _ = monday.isocalendar()
        return Span(f"{year:04}-W{week:02}", monday, monday + timedelta(6))
    period = period_of(day, frequency)  # type: ignore[arg-type]  # the other frequencies are its units
    return Span(str(period), period.first, period.last)


def spans(frequency: str, first: date, last: date) -> Iterator[Span]:
    """Every period of a frequency that lies wholly between two days, in order."""
    if frequency != WEEK:
        for period in periods_within(frequency, first, last):  # type: ignore[arg-type]
            yield Span(str(period), period.first, period.last)
        return
    span = span_of(first + timedelta((7 - first.weekday()) % 7), WEEK)
    while span.last <= last:
        yield span
        span = span_of(span.last + timedelta(1), WEEK)


def last_whole(frequency: str, today: date, number: int) -> tuple[Span, ...]:
    """The newest periods that are over, at most so many, the oldest first."""
    found: list[Span] = []
    span = span_of(today, frequency)
    while len(found) < number:
        span = span_of(span.first - timedelta(1), frequency)
        found.append(span)
    return tuple(reversed(found))


def read_span(name: str) -> Span | None:
    """The month, quarter, year or week of that name, or all from one to another; None where there is none."""
    if TO in name:
        first, last = (read_span(part) if TO not in part else None for part in name.split(TO, 1))
        return Span(name, first.first, last.last) if first and last and first.first <= last.last else None
    period = read_period(name)
    if period:
        return Span(name, period.first, period.last)
    week = _WEEK.fullmatch(name)
    try:
        return span_of(date.fromisocalendar(int(name[:4]), int(name[6:]), 1), WEEK) if week else None
    except (OverflowError, ValueError):
        return None  # not every year has 53, and the last one of the calendar ends within a week


def named_span(name: str) -> Span:
    """The same of a name that somebody gives. Raises SmsError where there is no period of that name."""
    span = read_span(name)
    if span is None:
        raise SmsError(f"{name} is no period; write a month as 2026-03, a quarter as 2026-Q1 or a year")
    return span


def asked_for(frequency: str, name: str | None, today: date) -> tuple[Span, ...]:
    """The periods of a frequency within a named one, or that one where it holds none; else the newest that are over.

    Raises SmsError where there is no period of that name.
    """
    if not name:
        return last_whole(frequency, today, _NEWEST)
    span = named_span(name)
    # Of a period that has not begun nothing is known, not even that there was no outage.
    return tuple(part for part in spans(frequency, span.first, span.last) if part.first <= today) or (span,)
