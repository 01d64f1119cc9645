"""Days and moments of the story: the clock times follow from what happens, so that they are the same each time."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from sms_lint.ground.durations import Duration

# The first day of the history, and the day as of which the example is shown.
BEGIN, TODAY = date(2025, 4, 1), date(2026, 10, 31)


def working_day_after(day: date) -> date:
    """The next day from Monday to Friday."""
    following = day + timedelta(days=1)
    while following.weekday() > 4:
        following += timedelta(days=1)
    return following


def moment(day: date, hour: int, what: str) -> datetime:
    """A time of that day within the hour; which minute depends on what happens then."""
    minutes = int.from_bytes(hashlib.sha256(f"{day} {hour} {what}".encode()).digest()[:2], "big") % 3600
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(seconds=minutes)


def before(day: date, span: Duration) -> date:
    """The day that lies a span before another."""
    if span.unit in ("day", "week"):
        return day - timedelta(days=span.number * (7 if span.unit == "week" else 1))
    number = day.year * 12 + day.month - 1 - span.number * (12 if span.unit == "year" else 1)
    first = date(number // 12, number % 12 + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
