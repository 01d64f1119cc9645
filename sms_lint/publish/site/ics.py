"""Things to do as a calendar file (RFC 5545), which any calendar program subscribes to.

So small a part of the standard is needed (whole days, plain texts) that it is written here: 40 lines against a
library whose calendars we would have to make reproducible.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from sms_lint.ground.output.calendar_lines import calendar_lines
from sms_lint.system.agenda import Due


def calendar_text(name: str, today: date, dues: Iterable[Due], told: Callable[[Due], str]) -> str:
    """The file; `told` says what something to do is called. The same things to do give the same bytes."""
    return calendar_lines(
        [
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", "-//sms-lint//Review calendar//EN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", name),
            *(line for due in dues for line in _event(due, today, told(due))),
            ("END", "VCALENDAR"),
        ]
    )


def _event(due: Due, today: date, told: str) -> Iterator[tuple[str, str]]:
    """One day on which something is due; its name stays the same when the day is moved."""
    yield "BEGIN", "VEVENT"
    yield "UID", f"{due.id}-{due.key}".lower() + "@sms-lint"
    yield "DTSTAMP", f"{today:%Y%m%d}T000000Z"
    yield "DTSTART;VALUE=DATE", f"{due.day:%Y%m%d}"
    if due.day < date.max:
        yield "DTEND;VALUE=DATE", f"{due.day + timedelta(1):%Y%m%d}"
    yield "SUMMARY", told
    if due.owner:
        yield "CATEGORIES", due.owner
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"
