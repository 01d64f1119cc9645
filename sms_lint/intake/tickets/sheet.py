"""Excel workbooks as ticket tools export them: the first sheet that holds anything, each cell as a text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sms_lint.intake.tickets.export import Export, ExportError, ExportRow
from sms_lint.intake.workbook.opening import opened_workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def read_sheet(name: str, raw: bytes) -> Export:
    """The rows of an export that is a workbook. Raises SmsError where it cannot be read."""
    with opened_workbook(raw, name) as book:
        return _export(name, book)


def _export(name: str, book: "Workbook") -> Export:
    for sheet in book.worksheets:
        filled = _filled(sheet.iter_rows(values_only=True))
        first = next(filled, None)
        if first is None:
            continue
        columns = _without_end(first.cells)
        width = len(columns)
        rows = [row._replace(cells=(*row.cells, *("",) * width)[:width]) for row in filled]
        return Export(columns, rows, line_noun="row")
    raise ExportError(f"{name} holds no row; export it again")


def _filled(rows: Iterator[Sequence[Any]]) -> Iterator[ExportRow]:
    """Every row with anything in it, and its number in the sheet."""
    for number, values in enumerate(rows, 1):
        cells = tuple(map(_text, values))
        if any(cells):
            yield ExportRow(number, cells)


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns up to the last one that has a name."""
    last = max(place for place, cell in enumerate(cells) if cell)
    return tuple(cell.strip() for cell in cells[: last + 1])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
