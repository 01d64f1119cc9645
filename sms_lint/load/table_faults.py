"""From faulty rows to faults with places: in the CSV file where it can be shown, else in the header."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import conflict_flaws
from sms_lint.ground.text.csv_cells import CellSpan, cell_places, cell_text
from sms_lint.load.fault_fixes import without_hidden_in
from sms_lint.load.nodes import flaw_faults
from sms_lint.load.table_data import at_data, line_from, line_starts, source_file
from sms_lint.load.table_rows import MOST_REPORTED, CellFault, LineFault
from sms_lint.load.table_sheets import MOST_REJECTED, Sheet
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.finding import ReadingFault, Related
from sms_lint.model.fix import Fix, value_edit


class More(NamedTuple):
    """How many faults of a rule are not shown one by one; `what` names one of them."""

    rule: str
    what: str
    number: int


@dataclass(frozen=True)
class Faults:
    """All that is wrong with the rows of a table, and what is only counted."""

    cells: tuple[CellFault, ...] = ()
    lines: tuple[LineFault, ...] = ()
    more: tuple[More, ...] = ()


class ShownFault(NamedTuple):
    """The text of a data file, the cells of some of its rows, and where the lines that are no rows begin.

    No text where it cannot be shown.
    """

    file: SourceFile | None
    places: Mapping[int, tuple[CellSpan, ...]]
    starts: Sequence[int]


_NOTHING = ShownFault(None, {}, ())


def table_faults(sheet: Sheet, faults: Faults) -> Iterator[ReadingFault]:
    """Each fault at its place. The CSV file is read for it only here, and only where there is a fault."""
    wanted = {fault.row for fault in faults.cells}
    wanted |= {fault.before for fault in faults.cells if fault.before is not None}
    some = faults.cells or faults.lines
    file, places, starts = _shown(sheet, faults.lines, wanted) if some else _NOTHING
    conflicts = conflict_flaws(file.text) if file else []
    if file and conflicts:  # the rows of both versions are there, and the marks are no rows
        yield from flaw_faults(file, conflicts)
        return
    yield from _line_faults(sheet, faults.lines, file, starts)
    for fault in faults.cells:
        yield _reading_fault(sheet, fault, file, places)
    for more in faults.more:
        if more.number > 0:
            message = f"`{sheet.table.data}`: {more.number} more of this: {more.what}"
            yield at_data(sheet.table, message, more.rule)


def _shown(sheet: Sheet, lines: Sequence[LineFault], wanted: Collection[int]) -> ShownFault:
    if not sheet.data.can_be_shown:
        return _NOTHING
    file = source_file(sheet.data)
    starts = line_starts(file, [line.start_byte for line in lines])
    width = len(sheet.data.columns)
    return ShownFault(
        file, cell_places(file.text, sheet.data.delimiter, width, wanted, frozenset(starts)), starts
    )


_ROW = "give the line as many cells as the first line has; a text that contains the separator or a quote needs quotes"


def _line_faults(
    sheet: Sheet, lines: Sequence[LineFault], file: SourceFile | None, starts: Sequence[int]
) -> Iterator[ReadingFault]:
    for number, line in enumerate(lines[:MOST_REPORTED]):
        if file:
            yield ReadingFault("syntax", line_from(file, starts[number]), line.message, help=_ROW)
        else:
            at = f"`{sheet.table.data}`, {line.start_byte} bytes from its start: "
            yield at_data(sheet.table, at + line.message, "syntax")
    left = len(lines) - MOST_REPORTED
    if left > 0:
        count = f"at least {left}" if len(lines) == MOST_REJECTED else str(left)
        noun = "line" if count == "1" else "lines"
        message = f"{count} more {noun} of `{sheet.table.data}` cannot be read as rows"
        yield at_data(sheet.table, message, "syntax")


def _reading_fault(
    sheet: Sheet, fault: CellFault, file: SourceFile | None, places: Mapping[int, tuple[CellSpan, ...]]
) -> ReadingFault:
    at = _place(sheet, fault, file, places.get(fault.row))
    if at is None:
        message = f"row {fault.row + 1} of `{sheet.table.data}`: {fault.message}"
        return ReadingFault(
            fault.rule,
            sheet.table.at("data"),
            message,
            node=fault.node or sheet.table.id,
            kind=sheet.table.of,
            cause=fault.cause,
            route=(fault.field,) if fault.field else (),
        )
    related: tuple[Related, ...] = ()
    if file and fault.before is not None and fault.before in places:
        span = places[fault.before][sheet.columns["id"]]
        related = (Related(Location(file, *span), f"`{fault.node}` is used here for the first time"),)
    return ReadingFault(
        fault.rule,
        at,
        fault.message,
        node=fault.node,
        related=related,
        kind=sheet.table.of,
        cause=fault.cause,
        fix=_fix(fault, at) if file and at.path == file.path else None,
        route=(fault.field,) if fault.field else (),
    )


def _fix(fault: CellFault, at: Location) -> Fix | None:
    """What was meant, in place of the cell, or of one of the values in it."""
    if fault.rule == "hidden-character":
        return without_hidden_in(at)
    values = cell_text(at.file.text, (at.start, at.end)).split(SEPARATOR)
    if not fault.meant or fault.sample not in values:
        return None
    values[values.index(fault.sample)] = fault.meant
    return Fix(f"write `{fault.meant}`", (value_edit(at, SEPARATOR.join(values)),), safe=fault.is_certain)


def cell_finder(sheet: Sheet, lines: Sequence[LineFault]) -> Callable[[int, str], Location]:
    """A function that finds the cell of a row and field. The data file is read again only once somebody asks."""

    @cache
    def shown() -> ShownFault:
        return _shown(sheet, lines, range(len(sheet.table.column("id"))))

    def cell_at(row: int, field: str) -> Location:
        file, places, _ = shown()
        fault = CellFault("", row, field, "", sample=sheet.table.cell(field, row).partition(SEPARATOR)[0])
        return _place(sheet, fault, file, places.get(row)) or sheet.table.at("data")

    return cell_at


def _place(
    sheet: Sheet, fault: CellFault, file: SourceFile | None, spans: tuple[CellSpan, ...] | None
) -> Location | None:
    """The cell, or the whole row where no cell is at fault; None where the text does not say what was judged."""
    if file is None or spans is None:
        return None
    cell = sheet.columns.get(fault.field or "id")
    if cell is None or (not fault.field and spans[cell][0] == spans[cell][1]):
        return Location(file, spans[0][0], _end_of_line(file, spans[0][0], spans[-1][1]))
    if fault.sample not in cell_text(file.text, spans[cell]):
        return None
    start, end = spans[cell]
    if start == end:
        return Location(file, spans[0][0], _end_of_line(file, spans[0][0], spans[-1][1]))
    return Location(file, start, end)


def _end_of_line(file: SourceFile, start: int, end: int) -> int:
    stop = file.text.find("\n", start, end)
    return end if stop == -1 else stop
