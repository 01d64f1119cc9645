"""What a value is in a cell, and what a cell says of a value, whatever spreadsheet it went through.

A value has one plain form (`plain`), by which the file, the export and the workbook are compared: a number without
needless noughts, a time without seconds that are none, a text without spaces that nobody sees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from sms_lint.ground.fields import DATE_PATTERN, MOMENT_PATTERN, NUMBER_PATTERN
from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.ground.output.characters import visible
from sms_lint.ground.sentences import plain_number
from sms_lint.intake.workbook.columns import Column

Shown = str | int | float | date | datetime | None

LONGEST = 32_767  # characters in a cell, each beyond the first plane counted twice
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})
_FIRST_DAY = date(1900, 3, 1)  # spreadsheets disagree on the days before
_MOST_DIGITS = 15
ELSEWHERE = "(too much for a cell: change it in the file)"
_NUMBER = re.compile(NUMBER_PATTERN).fullmatch
_DATE = re.compile(DATE_PATTERN).fullmatch
_MOMENT = re.compile(MOMENT_PATTERN).fullmatch
_CODE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NOT_SEEN = re.compile(f"[{HIDDEN}]").search


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: what it holds, whether that is a formula or an error, and how it is shown."""

    value: object
    place: str = ""
    is_formula: bool = False
    is_error: bool = False
    number_format: str = "General"


EMPTY = Cell(None)


def plain(column: Column, value: Any) -> str:
    """The plain form of a value as it is written in a file; items of a list each on a line."""
    if value is None:
        return ""
    if column.many:
        items = value if isinstance(value, list) else [value]
        return "\n".join(filter(None, (plain_text(column, item) for item in items)))
    return plain_text(column, value)


def plain_text(column: Column, text: Any) -> str:
    """The plain form of one text; a list or group where one text belongs is its own form."""
    if not isinstance(text, str):
        return repr(text) if text else ""
    clean = cleaned(text)
    if column.form in ("whole", "number") and _NUMBER(clean):
        return plain_number(Decimal(clean))
    if column.form == "moment" and _MOMENT(clean):
        return re.sub(r"T00:00(?::00)?$", "", re.sub(r"(T\d\d:\d\d):00", r"\1", clean.replace(" ", "T")))
    return clean


def cleaned(text: str) -> str:
    """A text without what nobody sees: spaces at the ends of lines, other ends of lines, spaces that do not break."""
    if text.isascii() and "\n" not in text and "\r" not in text:
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def fits(column: Column, value: Any) -> bool:
    """Whether a cell can hold a value, so that the same comes back."""
    items = value if isinstance(value, list) else [value]
    if any(item is not None and not isinstance(item, str) for item in items) or (
        isinstance(value, list) and not column.many
    ):
        return False
    texts = [cleaned(item) for item in items if item is not None]
    separators = "\n" if column.is_prose else "\n;,"
    if column.many and any(mark in text for text in texts for mark in separators):
        return False
    joined = "; ".join(texts)
    is_short = 2 * len(joined) <= LONGEST or len(joined.encode("utf-16-le")) // 2 <= LONGEST
    return is_short and not _NOT_SEEN(joined)


def shown(column: Column, value: Any) -> Shown:
    """What stands in the cell for a value."""
    if not fits(column, value):
        return ELSEWHERE
    if column.many:
        items = value if isinstance(value, list) else [value]
        texts = [plain_text(column, item) for item in items if item]
        return ("\n" if column.is_prose else "; ").join(texts) or None
    text = plain_text(column, value)
    return _typed(column, text) if text else None


def _typed(column: Column, text: str) -> Shown:
    """A number as a number, a day as a day; as text where a spreadsheet would keep something else."""
    if column.form in ("whole", "number") and _NUMBER(text):
        digits = len(text.strip("-").replace(".", "").lstrip("0"))
        return (float(text) if "." in text else int(text)) if digits <= _MOST_DIGITS else text
    try:
        if column.form in ("date", "moment") and _DATE(text):
            day = date.fromisoformat(text)
            return day if day >= _FIRST_DAY else text
        if column.form == "moment" and _MOMENT(text):
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo is None and moment.date() >= _FIRST_DAY else text
    except ValueError:
        return text
    return text


def encoded(text: str) -> str:
    """A text as a cell keeps it: what has the form of a code of a character is no code."""
    return _CODE.sub(lambda match: f"_x005F{match.group()}", visible(text))


def decoded(text: str) -> str:
    """The text that a cell keeps."""
    return _CODE.sub(lambda match: chr(int(match.group()[2:6], 16)), text)


def said(column: Column, cell: Cell) -> str:
    """The plain form of what a cell says."""
    text = _text(column, cell)
    if column.many:
        return "\n".join(plain_text(column, item) for item in items_of(column, text))
    return plain_text(column, text)


def items_of(column: Column, text: str) -> Sequence[str]:
    """The items of a list in a cell: texts stand each on a line, ids and words may also be separated by marks."""
    parts = text.split("\n") if column.is_prose else re.split(r"[;,\n]", text)
    return [part for part in map(cleaned, parts) if part]


def _text(column: Column, cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return _truth(column, value)
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        return _moment_text(column, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return cleaned(decoded(str(value))) if value is not None else ""


def _truth(column: Column, value: bool) -> str:
    if "yes" in column.choices:
        return "yes" if value else "no"
    return str(value).lower()


def _number_text(value: float) -> str:
    """A number as people see it: a spreadsheet keeps fifteen digits."""
    try:
        return plain_number(Decimal(format(value, ".15g")))
    except InvalidOperation:
        return str(value)


def _moment_text(column: Column, value: datetime) -> str:
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if (
        column.form == "text"
        and rounded.day == 1
        and rounded.time() == time()
        and "Q[1-4]" in _pattern(column)
    ):
        return f"{rounded:%Y-%m}"  # a month that the spreadsheet took for a day
    if rounded.time() == time():
        return rounded.date().isoformat()
    return rounded.isoformat(timespec="seconds" if rounded.second else "minutes")


def _pattern(column: Column) -> str:
    return str(column.schema.get("pattern", ""))
