"""What a workbook says when it comes back: its lines by the columns that were exported, wherever people moved them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import listed
from sms_lint.intake.workbook.cells import Cell, cleaned, decoded
from sms_lint.intake.workbook.choosing import TITLE as CHOOSING
from sms_lint.intake.workbook.marks import MARKS_SHEET, MarkedSheet, Marks, read_marks
from sms_lint.intake.workbook.opening import opened_workbook
from sms_lint.intake.workbook.writing import ENTRY, NUMBER

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_ROWS = 250_000
_MOST_COLUMNS = 400
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z0-9:]+)"')
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: its number in the sheet, and what it holds under each heading."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class ReadSheet:
    """A sheet that came back, the columns that are still there, and its lines."""

    marked: MarkedSheet
    headings: frozenset[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook that came back; `notes` say what of it was not read."""

    marks: Marks
    sheets: tuple[ReadSheet, ...]
    notes: tuple[str, ...]


def read_workbook(raw: bytes, name: str) -> ReadWorkbook:
    """Read a workbook of ours. Raises SmsError, with a sentence for whoever filled it in, where that cannot be done."""
    with opened_workbook(raw, name) as book:
        return _read(book, raw)


def _read(book: "Workbook", raw: bytes) -> ReadWorkbook:
    marks = read_marks(_values(book, MARKS_SHEET))
    titles = {sheet.title for sheet in marks.sheets}
    missing = sorted(titles - set(book.sheetnames))
    others = [title for title in book.sheetnames if title not in (*titles, MARKS_SHEET, CHOOSING)]
    if missing:
        hint = f"; was it renamed to `{others[0]}`?" if others else ""
        raise SmsError(
            f"the workbook has no sheet `{missing[0]}`{hint} Give it the name back that it was exported with"
        )
    notes: list[str] = [f"The sheet `{title}` was added and is not read." for title in others]
    _refuse_merged(book, raw, titles)
    sheets = tuple(_sheet(book, marked, notes) for marked in marks.sheets)
    return ReadWorkbook(marks, sheets, tuple(notes))


def _values(book: "Workbook", title: str) -> Iterator[Sequence[object]]:
    if title not in book.sheetnames:
        raise SmsError(
            f"the workbook has lost its hidden sheet `{title}`; export again, and enter the changes there"
        )
    sheet: Any = book[title]
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_col=4, values_only=True)


def _refuse_merged(book: "Workbook", raw: bytes, titles: set[str]) -> None:
    """Raise SmsError where cells of our sheets are merged: all but the first of them have lost what they said."""
    with ZipFile(BytesIO(raw)) as archive:
        for title in sorted(titles):
            path = str(getattr(book[title], "_worksheet_path", "")).lstrip("/")
            if path in archive.namelist() and (merged := _merged(archive, path)):
                raise SmsError(
                    f"the cells {merged} of the sheet `{title}` are merged; take them apart, and fill in each"
                )


def _merged(archive: ZipFile, path: str) -> str:
    before = b""
    with archive.open(path) as stream:
        while block := stream.read(_BLOCK):
            if found := _MERGED.search(before + block):
                return found[1].decode()
            before = block[-200:]
    return ""


def _sheet(book: "Workbook", marked: MarkedSheet, notes: list[str]) -> ReadSheet:
    sheet: Any = book[marked.title]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS)
    places = _places(marked, next(rows, ()), notes)
    lines = []
    for number, row in enumerate(rows, 2):
        if cells := _cells(row, places):
            lines.append(Line(number, cells))
        if len(lines) > _MOST_ROWS:
            raise SmsError(
                f"the sheet `{marked.title}` has more than {_MOST_ROWS:,} lines; that cannot be a register"
            )
    return ReadSheet(marked, frozenset(places), tuple(lines))


def _places(marked: MarkedSheet, row: Sequence[Any], notes: list[str]) -> Mapping[str, int]:
    """The column, from 0, of each heading that was exported."""
    found = [cleaned(decoded(str(cell.value))) if cell.value is not None else "" for cell in row]
    before = (ENTRY, NUMBER) if marked.field else ()
    known = (*before, *(heading for _, heading in marked.columns))
    wanted = {heading.casefold(): heading for heading in known}
    places: dict[str, int] = {}
    strangers: list[str] = []
    for place, heading in enumerate(found):
        name = wanted.get(heading.casefold())
        if name in places:
            raise SmsError(
                f"the sheet `{marked.title}` has two columns `{heading}`; remove the one that is not meant"
            )
        if name:
            places[name] = place
        elif heading and heading not in marked.computed:
            strangers.append(heading)
    _judge_columns(marked, [heading for heading in known if heading not in places], strangers, notes)
    return places


def _judge_columns(marked: MarkedSheet, missing: list[str], strangers: list[str], notes: list[str]) -> None:
    keys = (ENTRY, NUMBER) if marked.field else tuple(h for route, h in marked.columns if route == ("id",))
    where = f"the sheet `{marked.title}`"
    if lost := [heading for heading in missing if heading in keys]:
        raise SmsError(
            f"{where} has no column `{lost[0]}` in its first row; its headings have to stand there as exported"
        )
    if missing and strangers:
        raise SmsError(
            f"{where} has no column `{missing[0]}` any more, and a new one `{strangers[0]}`"
            f"{nearest(strangers[0], missing)}; give renamed columns their headings back, or remove those you added"
        )
    if missing:
        notes.append(
            f"{where[0].upper()}{where[1:]} has no column {_quoted(missing)} any more; what it said stays as it is."
        )
    if strangers:
        notes.append(
            f"{where[0].upper()}{where[1:]}: nothing is read from {_quoted(strangers)}, which was not exported."
        )


def _quoted(names: Sequence[str]) -> str:
    return listed(f"`{name}`" for name in names)


def _cells(row: Sequence[Any], places: Mapping[str, int]) -> Mapping[str, Cell]:
    """What a row holds under each heading; nothing where it holds nothing."""
    cells = {}
    for heading, place in places.items():
        cell = row[place] if place < len(row) else None
        if cell is None or cell.value is None:
            continue
        kind = cell.data_type
        number_format = cell.number_format if kind == "n" else "General"
        cells[heading] = Cell(cell.value, cell.coordinate, kind == "f", kind == "e", str(number_format))
    return cells
