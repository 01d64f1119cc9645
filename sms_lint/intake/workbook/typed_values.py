"""What somebody meant who typed into a cell: the value as it is written in a file, or why that cannot be told."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.ground.likely_meant import (
    as_clause,
    as_date,
    as_duration,
    as_id,
    as_number,
    as_role,
    as_typed,
    as_version,
)
from sms_lint.intake.workbook.cells import Cell, items_of, plain_text, said
from sms_lint.intake.workbook.columns import Column

_YES = frozenset(("yes", "y", "true", "ja", "wahr", "oui", "vrai", "sí", "si", "verdadero", "はい"))
_NO = frozenset(("no", "n", "false", "nein", "falsch", "non", "faux", "falso", "いいえ"))
_WRITTEN_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d. %B %Y")
_NUMBERED_DAY = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})").fullmatch
_TIME = re.compile(r"(.*?)[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", re.S).fullmatch
_UNSEEN = re.compile(f"[{HIDDEN}]").search


class Meant(NamedTuple):
    """A value for a file, its items where there are several, and a doubt that keeps it from being written."""

    texts: tuple[str, ...]
    doubt: str = ""


def meant(column: Column, cell: Cell) -> Meant:
    """What a cell says, in the words of a file."""
    if doubt := _doubt(column, cell):
        return Meant((), doubt)
    text = said(column, _as_share(cell))
    texts = items_of(column, text) if column.many else [text] if text else []
    found: list[str] = []
    for part in texts:
        value = _value(column, part)
        if value.doubt:
            return value
        found += value.texts
    return Meant(tuple(found))


def _doubt(column: Column, cell: Cell) -> str:
    """Why nobody can tell what is meant, whatever the text is."""
    value = cell.value
    if cell.is_formula:
        return "it holds a formula; put its result in place of it (copy the cell, then paste it as a value)"
    if cell.is_error:
        return f"it shows the error {value}; write the value itself"
    if isinstance(value, time | timedelta):
        return "it holds a time without a day; write both, such as 2026-03-31 14:05"
    if column.form == "date" and isinstance(value, datetime) and value.time() != time():
        return "it holds a time of day, and a day is asked for; leave the time out"
    if isinstance(value, int | float) and "%" in cell.number_format and not column.is_percent:
        return f"it is shown as a percentage, so it may mean {value:g} or {value * 100:g}; write it as a plain number"
    if isinstance(value, str) and (unseen := _UNSEEN(value)):
        return f"it contains a character that nobody sees (U+{ord(unseen.group()):04X}); type the text again"
    return ""


def _as_share(cell: Cell) -> Cell:
    """95 % is kept by a spreadsheet as 0.95, and by us as 95."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return Cell(value * 100, cell.place)
    return cell


def _value(column: Column, text: str) -> Meant:
    if column.form == "choice":
        return Meant((_choice(column.choices, text),))
    if column.form in ("date", "moment"):
        return _moment(column, text)
    if column.form in ("whole", "number"):
        return Meant((plain_text(column, as_number(as_typed(text).replace(" ", ""))),))
    return Meant((text if column.is_prose else _word(column, text),))


def _choice(choices: Sequence[str], text: str) -> str:
    """The one word of those admitted that differs only in its capitals, spaces or language."""
    plain = as_typed(text).casefold()
    for yes, no in (("yes", "no"), ("true", "false")):
        if {yes, no} <= set(choices) and plain in _YES | _NO:
            return yes if plain in _YES else no
    near = [word for word in choices if _bare(word) == _bare(plain)]
    return near[0] if len(near) == 1 else text


def _bare(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word.casefold())


def _word(column: Column, text: str) -> str:
    """An id, a length of time, a version: the first reading of it that has the form of the field."""
    pattern = re.compile(str(column.schema.get("pattern", "")).replace(r"\Z", "$"))
    typed = as_typed(text)
    readings = (text, typed, *(read(typed) for read in (as_id, as_role, as_duration, as_version, as_clause)))
    return next((reading for reading in readings if pattern.search(reading)), text)


def _moment(column: Column, text: str) -> Meant:
    """A day, with the time behind it where there is one."""
    typed = as_typed(text)
    parts = _TIME(typed) if column.form == "moment" else None
    days = list(dict.fromkeys(_days(as_typed(parts[1]) if parts else typed)))
    if len(days) > 1:
        return Meant(
            (), f"{text} may be {_spoken(days[0])} or {_spoken(days[1])}; write {days[0].isoformat()}, say"
        )
    if not days:
        return Meant((text,))
    if parts is None:
        return Meant((days[0].isoformat(),))
    clock = f"{int(parts[2]):02}:{parts[3]}" + (f":{parts[4]}" if parts[4] else "")
    return Meant((plain_text(column, f"{days[0].isoformat()}T{clock}"),))


def _days(text: str) -> Iterator[date]:
    """Every day of the calendar that a text may mean."""
    with suppress(ValueError):
        yield date.fromisoformat(as_date(text))
        return
    if numbered := _NUMBERED_DAY(text):
        first, second, year = map(int, numbered.groups())
        for month, day in ((second, first), (first, second)):
            with suppress(ValueError):
                yield date(year, month, day)
    for form in _WRITTEN_DAYS:
        with suppress(ValueError):
            yield datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of the calendar has no zone


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
