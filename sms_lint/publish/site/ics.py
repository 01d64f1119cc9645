"""Things to do as a calendar file (RFC 5545), which any calendar program subscribes to.

So small a part of the standard is needed (whole days, plain texts) that it is written here: 40 lines against a
library whose calendars we would have to make reproducible.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from sms_lint.system.agenda import Due

_MOST_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_text(name: str, today: date, dues: Iterable[Due], told: Callable[[Due], str]) -> str:
    """The file; `told` says what something to do is called. The same things to do give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sms-lint//Review calendar//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for due in dues for line in _event(due, today, told(due))),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(due: Due, today: date, told: str) -> Iterator[str]:
    """One day on which something is due; its name stays the same when the day is moved."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(f'{due.id}-{due.key}'.lower())}@sms-lint"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
    if due.day < date.max:
        yield f"DTEND;VALUE=DATE:{due.day + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(told)}"
    if due.owner:
        yield f"CATEGORIES:{_escaped(due.owner)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as a value: no control character, and the marks of the format escaped."""
    return "".join(letter for letter in text if letter == "\n" or letter >= " ").translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, none ending inside a letter; the next ones begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
