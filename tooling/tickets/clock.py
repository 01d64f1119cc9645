"""Service hours, and when people and machines report."""

from datetime import datetime, time, timedelta
from random import Random

OPENS, CLOSES = time(7), time(19)
MINUTES_A_DAY = 12 * 60
MINUTE = timedelta(minutes=1)
BANK_HOLIDAYS = frozenset(
    [
        "2025-04-18",
        "2025-04-21",
        "2025-05-05",
        "2025-05-26",
        "2025-08-25",
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
    ]
)
# How often something is reported in each hour, from 07:00 to 18:59, on a working day.
RHYTHM = (5, 9, 9, 8, 7, 7, 6, 7, 7, 7, 7, 4)
AT_NIGHT = 0.35
SHORT_MONTH = 12
QUIET_DAYS = frozenset(range(24, 32))


def served(moment: datetime) -> bool:
    """Whether the desk is open."""
    return moment.weekday() < 5 and OPENS <= moment.time() < CLOSES


def next_served(moment: datetime) -> datetime:
    """The moment itself, or the next opening of the desk."""
    if served(moment):
        return moment
    day = moment.date() if moment.time() < OPENS else moment.date() + timedelta(1)
    while day.weekday() > 4:
        day += timedelta(1)
    return datetime.combine(day, OPENS)


def after(moment: datetime, minutes: int) -> datetime:
    """The moment after so many minutes of service hours."""
    moment = next_served(moment)
    while minutes:
        left = (datetime.combine(moment.date(), CLOSES) - moment) // MINUTE
        if minutes < left:
            return moment + minutes * MINUTE
        minutes -= left
        moment = next_served(datetime.combine(moment.date(), CLOSES))
    return moment


def minutes_between(first: datetime, last: datetime) -> int:
    """Minutes of service hours from one moment to another."""
    total, moment = 0, next_served(first)
    while moment < last:
        end = min(datetime.combine(moment.date(), CLOSES), last)
        total += (end - moment) // MINUTE
        moment = next_served(datetime.combine(moment.date(), CLOSES))
    return total


def likelihood(moment: datetime) -> float:
    """How likely a report is at a moment; 9 at the busiest hour."""
    if not served(moment) or moment.date().isoformat() in BANK_HOLIDAYS:
        return AT_NIGHT
    hour = RHYTHM[moment.hour - OPENS.hour]
    return hour / 3 if moment.month == SHORT_MONTH and moment.day in QUIET_DAYS else hour


def moment_between(rng: Random, first: datetime, last: datetime, *, by_day: bool = False) -> datetime:
    """A moment between two others, by the rhythm of the week; `by_day` keeps to service hours."""
    length = (last - first) // MINUTE
    for _ in range(400):
        moment = first + rng.randrange(1, max(length, 2)) * MINUTE
        if rng.random() * max(RHYTHM) < likelihood(moment) and (served(moment) or not by_day):
            return moment
    return first + rng.randrange(1, max(length, 2)) * MINUTE
