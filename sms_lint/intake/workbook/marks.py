"""What a workbook of ours knows of its making: the register, the columns, and how each cell was when it went out.

It stands on a hidden sheet. A value stands there as a short digest, so that a workbook does not hold everything twice.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.json_text import json_text
from sms_lint.intake.workbook.columns import FieldRoute

MARKS_SHEET = "sms-lint"
_TITLE = "Workbook of sms-lint: this sheet says how each cell was when it was exported. Leave it as it is."
_VERSION = 1


@dataclass(frozen=True)
class MarkedSheet:
    """A sheet as it was exported: its columns by route and heading, those that were only computed, and its lines."""

    title: str
    field: FieldRoute
    columns: tuple[tuple[FieldRoute, str], ...]
    computed: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Marks:
    """What a workbook was exported from, and when."""

    name: str
    kind: str
    day: str
    sheets: tuple[MarkedSheet, ...]


def digest(text: str) -> str:
    """A short digest of the plain form of a value; a dash for nothing."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest() if text else "-"


def head_rows(marks: Marks) -> Iterator[list[str]]:
    """The first rows of the hidden sheet: all but the lines."""
    yield [_TITLE]
    yield ["version", str(_VERSION)]
    yield ["from", marks.name, marks.kind, marks.day]
    for number, sheet in enumerate(marks.sheets):
        columns = [[".".join(route), heading] for route, heading in sheet.columns]
        held = str(json_text([".".join(sheet.field), columns, list(sheet.computed)]))
        yield ["sheet", str(number), sheet.title, held]


def line_row(number: int, key: str, digests: Iterable[str]) -> list[str]:
    """One line of a sheet in the hidden sheet."""
    return ["line", str(number), key, " ".join(digests)]


def read_marks(rows: Iterable[Sequence[object]]) -> Marks:
    """What the hidden sheet says. Raises SmsError where it is not as it was written."""
    try:
        return _marks(rows)
    except (ValueError, TypeError, KeyError, IndexError):
        raise SmsError(
            f"the hidden sheet `{MARKS_SHEET}` of the workbook was changed; export again, and enter the changes there"
        ) from None


def _marks(rows: Iterable[Sequence[object]]) -> Marks:
    about: list[str] = []
    heads: list[tuple[str, str]] = []
    lines: list[dict[str, tuple[str, ...]]] = []
    for row in rows:
        texts = [str(value) for value in row if value is not None]
        if texts[:1] == ["version"] and texts[1] != str(_VERSION):
            raise SmsError("the workbook comes from another version of sms-lint; export again")
        if texts[:1] == ["from"]:
            about = texts[1:4]
        elif texts[:1] == ["sheet"]:
            heads.append((texts[2], texts[3]))
            lines.append({})
        elif texts[:1] == ["line"]:
            lines[int(texts[1])][texts[2]] = tuple(texts[3].split(" "))
    name, kind, day = about
    sheets = (_sheet(title, head, held) for (title, head), held in zip(heads, lines, strict=True))
    return Marks(name, kind, day, tuple(sheets))


def _sheet(title: str, head: str, lines: Mapping[str, tuple[str, ...]]) -> MarkedSheet:
    field, columns, computed = json.loads(head)
    known = tuple((tuple(route.split(".")), str(heading)) for route, heading in columns)
    return MarkedSheet(title, tuple(filter(None, field.split("."))), known, tuple(computed), lines)
