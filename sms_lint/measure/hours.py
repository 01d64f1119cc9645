"""Agreed service time: the hours of a calendar as stretches of time, and a running total of them day by day.

Hours are said in local time and reckoned in UTC, so a day on which the clocks change has the hours that it really has.
The running total makes the service time between two moments a difference of two numbers, on every engine.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from sms_lint.model.kinds.service_hours import DAYS, ServiceHours, WeeklyHours

_DAY = timedelta(1)
# Days that service hours are worked out for. A date beyond them is a slip, and each day is a row of the query.
EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)


class Stretch(NamedTuple):
    """A time without a break, in UTC."""

    start: datetime
    end: datetime


class DayRow(NamedTuple):
    """A day in UTC: the service time before it, in seconds, and its stretches, in seconds from its midnight."""

    day: date
    before: int
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ServiceTime:
    """Service time of some days, without a gap between the days."""

    days: tuple[DayRow, ...]

    @property
    def most(self) -> int:
        """The largest number of stretches of a day."""
        return max((len(row.stretches) for row in self.days), default=0)

    @property
    def whole(self) -> int:
        """The service time of all days."""
        return self.before(self.days[-1].day + _DAY) if self.days else 0

    def before(self, day: date) -> int:
        """The service time from the first day to the midnight at which a day begins; at most that of all days."""
        index = (day - self.days[0].day).days if self.days else 0
        if index < len(self.days):
            return self.days[index].before if index > 0 else 0
        return self.days[-1].before + sum(end - start for start, end in self.days[-1].stretches)


def service_time(hours: ServiceHours, first: date, last: date, *, maintenance: bool = True) -> ServiceTime:
    """The service time of the days from `first` to `last`; without that of maintenance windows where so asked.

    Days before `EARLIEST` and after `LATEST` have none.
    """
    first, last = max(first, EARLIEST), min(last, LATEST)
    away = [] if maintenance else [reckoned_stretch(window) for window in hours.maintenance]
    # Of a day in UTC, hours may have begun two days earlier where they last a whole day in the west.
    nearby = stretches(hours, first - 2 * _DAY, last + 2 * _DAY)
    found = without(joined(nearby), joined(away))
    rows, before = [], 0
    stretch = next(found, None)
    day = first
    while day <= last:
        midnight, inside = _midnight(day), []
        while stretch and stretch.start < midnight + _DAY:
            start, end = max(stretch.start, midnight), min(stretch.end, midnight + _DAY)
            if start < end:
                inside.append((_seconds(start - midnight), _seconds(end - midnight)))
            if stretch.end > midnight + _DAY:
                break
            stretch = next(found, None)
        rows.append(DayRow(day, before, tuple(inside)))
        before += sum(end - start for start, end in inside)
        day += _DAY
    return ServiceTime(tuple(rows))


def stretches(hours: ServiceHours, first: date, last: date) -> Iterator[Stretch]:
    """The hours that begin on the days from `first` to `last` of their time zone."""
    zone, holidays = ZoneInfo(hours.time_zone), {holiday.on for holiday in hours.holidays}
    day = max(first, hours.valid_from)
    last = min(last, hours.valid_to or last)
    while day <= last:
        if day not in holidays:
            for weekly in hours.weekly:
                if DAYS[day.weekday()] in weekly.days:
                    yield _on(day, weekly, zone)
        day += _DAY


def _on(day: date, weekly: WeeklyHours, zone: ZoneInfo) -> Stretch:
    start = datetime.combine(day, weekly.starts)
    return _stretch(
        *(moment.replace(tzinfo=zone) for moment in (start, start + timedelta(minutes=weekly.length)))
    )


class Bounded(Protocol):
    """What has a begin and an end, such as a maintenance window or a freeze."""

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its begin and end."""


def reckoned_stretch(bounded: Bounded) -> Stretch:
    """The time between two bounds, in UTC."""
    return _stretch(*bounded.bounds)


def _stretch(start: datetime, end: datetime) -> Stretch:
    return Stretch(_reckoned(start), _reckoned(end))


def _reckoned(moment: datetime) -> datetime:
    """A moment in UTC. A time that the clock leaves out when it is put forward is when that happens."""
    found = moment.astimezone(UTC)
    if found.astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None):
        return found.replace(tzinfo=None)
    earlier = moment.replace(fold=1).astimezone(UTC)  # with the offset of afterwards, so before the change
    minutes = range(1 + _seconds(found - earlier) // 60)
    before = earlier.astimezone(moment.tzinfo).utcoffset()

    def is_after(minute: int) -> bool:
        return (earlier + timedelta(minutes=minute)).astimezone(moment.tzinfo).utcoffset() != before

    return (earlier + timedelta(minutes=bisect_left(minutes, True, key=is_after))).replace(tzinfo=None)


def joined(found: Iterable[Stretch]) -> list[Stretch]:
    """The same time in order, in which no two stretches overlap or touch."""
    whole: list[Stretch] = []
    for stretch in sorted(found):
        if whole and stretch.start <= whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, stretch.end))
        elif stretch.start < stretch.end:
            whole.append(stretch)
    return whole


def without(found: Sequence[Stretch], away: Sequence[Stretch]) -> Iterator[Stretch]:
    """What remains of stretches in order when others, in order, are taken out."""
    for stretch in found:
        start = stretch.start
        for gap in away:
            if gap.end > start and gap.start < stretch.end:
                if gap.start > start:
                    yield Stretch(start, gap.start)
                start = gap.end
        if start < stretch.end:
            yield Stretch(start, stretch.end)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
