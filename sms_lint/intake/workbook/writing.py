"""A workbook of a register: a sheet for its entries, one for each list of groups in them, lists to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sms_lint.ground.output.characters import visible
from sms_lint.intake.workbook.cells import encoded, plain, shown
from sms_lint.intake.workbook.choosing import Choices, choices_for
from sms_lint.intake.workbook.columns import Column, SheetForm
from sms_lint.intake.workbook.holdings import Holding, Row, lines_of
from sms_lint.intake.workbook.marks import (
    MARKS_SHEET,
    MarkedSheet,
    Marks,
    digest,
    head_rows,
    line_row,
)
from sms_lint.intake.workbook.validating import validations
from sms_lint.system.sms import Sms

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CLOSED = "Closed record"
ENTRY, NUMBER = "Id of the entry", "Number"
_FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "text": "@", "choice": "@"}
_WIDTHS = {"date": 12, "moment": 17, "whole": 11, "number": 12, "choice": 16, "text": 20}
_GREY, _HEAD = "FFEDEDED", "FFD9E2EC"


def workbook_of(sms: Sms, holding: Holding) -> bytes:
    """The workbook of a register, as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    choices = choices_for(sms, holding.sheets)
    sheets = [_Sheet(book, holding, form, choices, number) for number, form in enumerate(holding.sheets)]
    _choosing_sheet(book, choices)
    marks = book.create_sheet(MARKS_SHEET)
    marks.sheet_state = "hidden"
    marks.protection.sheet = True
    marked = tuple(sheet.marked() for sheet in sheets)
    for row in head_rows(Marks(holding.name, holding.kind, sms.today.isoformat(), marked)):
        marks.append(row)
    for sheet in sheets:
        for row in sheet.write():
            marks.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class _Looks:
    """The cells of a sheet, one for each column, that are filled again for every line; grey ones for closed records."""

    open: "tuple[SheetCell, ...]"
    closed: "tuple[SheetCell, ...]"


class _Sheet:
    """One sheet on its way into the workbook."""

    def __init__(
        self, book: "Workbook", holding: Holding, form: SheetForm, choices: Choices, number: int
    ) -> None:
        self.holding, self.form, self.number = holding, form, number
        self.sheet: WriteOnlyWorksheet = book.create_sheet(form.title)
        self.lines = sum(1 for row in holding.rows for _ in lines_of(form, row))
        self.sheet.freeze_panes = "B2"
        for place, width in enumerate(self._widths(), 1):
            self.sheet.column_dimensions[_letter(place)].width = width
        last = _letter(len(self.headings))
        self.sheet.auto_filter.ref = f"A1:{last}{max(self.lines + 1, 2)}"
        for validation in validations(form, choices, self.lines, self.before):
            self.sheet.data_validations.append(validation)

    @property
    def before(self) -> tuple[str, ...]:
        """The headings of the columns before those of fields: which entry a group belongs to, and its number."""
        return (ENTRY, NUMBER) if self.form.field else ()

    @property
    def behind(self) -> tuple[str, ...]:
        """The headings of computed columns behind those of fields."""
        return (CLOSED,) if self.holding.model.KIND.closed and not self.form.field else ()

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings in their order."""
        return (*self.before, *(column.heading for column in self.form.columns), *self.behind)

    def marked(self) -> MarkedSheet:
        """How the sheet is described on the hidden one."""
        columns = tuple((column.route, column.heading) for column in self.form.columns)
        return MarkedSheet(self.form.title, self.form.field, columns, self.behind, {})

    def write(self) -> Iterator[list[str]]:
        """Write the lines; what the hidden sheet says of each is yielded."""
        self.sheet.append(list(self._heading_cells()))
        looks = self._looks()
        for row in self.holding.rows:
            is_closed = bool(self.holding.model.KIND.closed) and closed_row(self.holding, row)
            cells = looks.closed if is_closed else looks.open
            for number, (key, values) in enumerate(lines_of(self.form, row), 1):
                before = (row.id, number) if self.form.field else ()
                behind = ("yes" if is_closed else None,) if self.behind else ()
                held = [_at(values, column.route) for column in self.form.columns]
                fields = [shown(column, value) for column, value in zip(self.form.columns, held, strict=True)]
                self.sheet.append(_filled(cells, (*before, *fields, *behind)))
                digests = [
                    digest(plain(column, value))
                    for column, value in zip(self.form.columns, held, strict=True)
                ]
                yield line_row(self.number, key, digests)

    def _widths(self) -> Iterator[int]:
        yield from (20 if heading == ENTRY else 9 for heading in self.before)
        for column in self.form.columns:
            width = 48 if column.is_prose else _WIDTHS[column.form]
            yield max(width, min(len(column.heading) + 4, 28))
        yield from (15 for _ in self.behind)

    def _heading_cells(self) -> "Iterator[SheetCell]":
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.comments import Comment
        from openpyxl.styles import Alignment, Font, PatternFill

        notes = {column.heading: note_of(column) for column in self.form.columns}
        for heading in self.headings:
            cell = WriteOnlyCell(self.sheet, encoded(heading))
            cell.data_type = "s"
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            note = notes.get(heading) or _COMPUTED_NOTES.get(heading, "")
            cell.comment = Comment(visible(note), "sms-lint", height=120, width=320)
            yield cell

    def _looks(self) -> _Looks:
        return _Looks(tuple(self._cells(False)), tuple(self._cells(True)))

    def _cells(self, is_closed: bool) -> "Iterator[SheetCell]":
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, PatternFill

        forms = ["@" if heading == ENTRY else "0" for heading in self.before]
        forms += [_FORMATS.get(column.form, "General") for column in self.form.columns]
        forms += ["@" for _ in self.behind]
        for number_format in forms:
            cell = WriteOnlyCell(self.sheet)
            cell.number_format = number_format
            cell.alignment = Alignment(wrap_text=number_format == "@", vertical="top")
            if is_closed:
                cell.fill = PatternFill("solid", fgColor=_GREY)
            yield cell


_COMPUTED_NOTES = {
    ENTRY: "The id of the entry that this line belongs to.",
    NUMBER: "Which of the entry's lines this is. Leave it empty in a new line.",
    CLOSED: "Worked out by sms-lint: a closed record is not changed any more. Nothing is read from this column.",
}


def closed_row(holding: Holding, row: Row) -> bool:
    """Whether a record is closed by what its file says today."""
    closed = holding.model.KIND.closed
    state = row.values.get(closed.by) if closed and closed.by else ""
    return closed is not None and closed.is_closed(state if isinstance(state, str) else "")


def note_of(column: Column) -> str:
    """What the note at a heading says."""
    said = [column.help]
    if column.choices:
        said.append(f"One of: {', '.join(column.choices)}.")
    if column.many:
        said.append(
            "Several: each on a line of its own." if column.is_prose else "Several: with `;` between them."
        )
    if column.required:
        said.append("Needed.")
    return " ".join(filter(None, said))


def _filled(cells: "Sequence[SheetCell]", values: Sequence[Any]) -> "list[SheetCell | None]":
    """The cells with the values of a line. A text is a text, also where it would be read as a formula."""
    filled: list[SheetCell | None] = []
    for cell, value in zip(cells, values, strict=True):
        if value is None:
            filled.append(None)
            continue
        if isinstance(value, str):
            cell.value = encoded(value)
            cell.data_type = "s"
        else:
            cell.value = value
        filled.append(cell)
    return filled


def _at(values: Mapping[str, Any], route: Sequence[str]) -> Any:
    value: Any = values
    for key in route:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _choosing_sheet(book: "Workbook", choices: Choices) -> None:
    """The sheet with all that may be chosen in a cell, a column for each list and one for the names beside it."""
    if not choices.lists:
        return
    sheet = book.create_sheet(choices.title)
    columns = [column for listed in choices.lists for column in (listed.ids_column, listed.names_column)]
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[_letter(place)].width = 24
    sheet.freeze_panes = "A2"
    for number in range(max(map(len, columns))):
        sheet.append([encoded(column[number]) if number < len(column) else None for column in columns])


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)
