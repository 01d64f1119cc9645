"""Things to do as a calendar file."""

from collections.abc import Callable, Iterable
from datetime import date

from sms_lint.ground.output.calendar_days import CalendarDay, calendar_file
from sms_lint.system.agenda import Due


def calendar_text(name: str, today: date, dues: Iterable[Due], told: Callable[[Due], str]) -> str:
    """The file; `told` says what something to do is called. The same things to do give the same bytes."""
    days = (CalendarDay(f"{due.id}-{due.key}".lower(), due.day, told(due), due.owner) for due in dues)
    return calendar_file("Review calendar", name, today, days)
