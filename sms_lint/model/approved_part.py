"""What an approval of a text is for: the text without its control data."""

import re
from datetime import date

from sms_lint.ground.source import SourceFile
from sms_lint.ground.text import places
from sms_lint.model.control_data import CONTROL_DATA, without_control_data
from sms_lint.model.text_values import text_values

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Stands in the place of each such day while texts are compared; no day of the calendar.
_ANY_DAY = "0000-00-00"


def approved_part(path: str, text: str) -> str | None:
    """What an approval of a document's text is for: all of it, with its control data made alike.

    None where that cannot be said with certainty: then every byte counts.
    """
    values = text_values(path, text).values
    if values is None:
        return None
    known = places(SourceFile(path, text))
    cuts: list[tuple[int, int, str]] = []
    for control_day in CONTROL_DATA:
        place = known.get(control_day.route)
        if place is None:
            continue
        day = text[place.start : place.end]
        if not _is_day(day):
            return None
        if not control_day.may_be_left_out:
            cuts.append((place.start, place.end, _ANY_DAY))
            continue
        start, end = text.rfind("\n", 0, place.key_start) + 1, text.find("\n", place.end) + 1
        if text[start:end].rstrip("\r\n") != f"{control_day.name}: {day}":
            return None  # something else is in its line
        cuts.append((start, end, ""))
    alike = text
    for start, end, instead in sorted(cuts, reverse=True):
        alike = alike[:start] + instead + alike[end:]
    # Read again, so that no oddity of the form can hide another meaning behind a day.
    left = text_values(path, alike).values
    same = left is not None and without_control_data(left) == without_control_data(values)
    return alike if same else None


def _is_day(said: str) -> bool:
    try:
        return bool(_DAY.fullmatch(said)) and bool(date.fromisoformat(said))
    except ValueError:
        return False
