"""A calendar of whole days as a file (RFC 5545), which any calendar program subscribes to.

So small a part of the standard is needed (whole days, plain texts) that it is written here: 40 lines against a
library whose calendars we would have to make reproducible.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sms_lint.ground.output.calendar_lines import calendar_lines
from sms_lint.ground.output.printable import Printable


class CalendarDay(NamedTuple):
    """One day on which something is due; `name` stays the same when the day is moved."""

    name: str
    day: date
    summary: str
    category: str = ""
    description: str = ""


def calendar_file(product: str, title: str, today: date, days: Iterable[CalendarDay]) -> Printable:
    """The file. The same days give the same bytes."""
    return calendar_lines(
        [
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", f"-//sms-lint//{product}//EN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", title),
            *(line for day in days for line in _event(day, today)),
            ("END", "VCALENDAR"),
        ]
    )


def _event(event: CalendarDay, today: date) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", f"{event.name}@sms-lint"
    yield "DTSTAMP", f"{today:%Y%m%d}T000000Z"
    yield "DTSTART;VALUE=DATE", f"{event.day:%Y%m%d}"
    if event.day < date.max:
        yield "DTEND;VALUE=DATE", f"{event.day + timedelta(1):%Y%m%d}"
    yield "SUMMARY", event.summary
    if event.description:
        yield "DESCRIPTION", event.description
    if event.category:
        yield "CATEGORIES", event.category
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"
