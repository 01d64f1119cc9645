"""Dates and times as a tool writes them, as times with an offset; with the hours that clocks skip or repeat."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo


class ReadTime(NamedTuple):
    """A time as a record states it. `second` is the other time that it may be, where clocks were put back."""

    text: str
    at: datetime | None
    second: "ReadTime | None" = None


class Clock:
    """Reads the times of one column: the forms it may have, and the zone of those that state none."""

    def __init__(self, forms: Sequence[str], zone: str) -> None:
        """Take the forms of the mapping; those of ISO 8601 are always read."""
        self.forms, self.zone_name = list(forms), zone
        self.is_year_day = any(form.startswith("%Y-%d") for form in forms)
        self.zone: tzinfo = UTC if zone == "UTC" else ZoneInfo(zone)

    def read(self, text: str) -> ReadTime:
        """The time that a text states. Raises ValueError with the reason where it states none."""
        found, has_clock = self._parsed(text)
        if not has_clock:
            return ReadTime(found.date().isoformat(), found.replace(tzinfo=UTC))
        return _stated(found) if found.tzinfo else self._in_zone(text, found)

    def day(self, text: str) -> str:
        """The day that a text states; that of a time with an offset in the zone of the mapping."""
        found, _ = self._parsed(text)
        return (found.astimezone(self.zone) if found.tzinfo else found).date().isoformat()

    def _parsed(self, text: str) -> tuple[datetime, bool]:
        """The date and time, and whether a time was stated. ISO 8601 comes first: it has one meaning, and is quick."""
        if text[4:5] == "-" and not self.is_year_day:
            iso = text.removesuffix(" UTC") + "Z" if text.endswith(" UTC") else text
            with suppress(ValueError):
                return datetime.fromisoformat(iso), len(iso) > len("2026-03-31")
        for number, form in enumerate(self.forms):
            with suppress(ValueError):
                found = datetime.strptime(text, form)  # noqa: DTZ007 - the zone follows
                if number:  # the next date most likely has the same form
                    self.forms.insert(0, self.forms.pop(number))
                return found, "%H" in form or "%I" in form
        known = ", ".join(f"`{form}`" for form in sorted(self.forms))
        said = f"in the form {known} or 2026-03-31 14:05" if known else "such as 2026-03-31 14:05"
        raise ValueError(f"`{text[:60]}` is no date of the calendar {said}; state its form in `dates`")

    def _in_zone(self, text: str, naive: datetime) -> ReadTime:
        """The time in the zone. An hour that clocks skip does not exist; one that they repeat is there twice."""
        first, second = (naive.replace(tzinfo=self.zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return _stated(first)
        if first.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != naive:
            where = self.zone_name
            raise ValueError(
                f"`{text}` does not exist in {where}: clocks were put forward over it; is that the zone?"
            )
        return _stated(first)._replace(second=_stated(second))


def _stated(at: datetime) -> ReadTime:
    whole = at.isoformat(timespec="seconds" if at.second else "minutes")
    return ReadTime(whole.removesuffix("+00:00") + "Z" if whole.endswith("+00:00") else whole, at)
