"""The rows of all tables, read and judged each by itself: what depends on nothing but headers and data files."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple
from weakref import finalize

from sms_lint.load.table_data import DataFile, at_data, read_header
from sms_lint.load.table_database import laid_out
from sms_lint.load.table_faults import cell_finder
from sms_lint.load.table_references import gather, make_tables
from sms_lint.load.table_rows import LineFault, RowCheck, check_rows, line_faults
from sms_lint.load.table_sheets import Sheet, kind_fault, known_columns, make_sheet, take_rows
from sms_lint.model.columns import field_forms
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Kinds, Node, Table
from sms_lint.outside.row_database import database, parquet_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Judged(NamedTuple):
    """A table whose rows were judged, the result, and the lines that are no rows."""

    sheet: Sheet
    check: RowCheck
    lines: tuple[LineFault, ...]


class RowsRead:
    """The database with the rows of all tables, which are filled with their first rows; closed when nobody holds it.

    `reading_faults` are those of columns and of files that cannot be read.
    """

    def __init__(self, files: Sequence[tuple[Table, DataFile]], kinds: Kinds) -> None:
        """Read the files."""
        self.reading_faults: list[ReadingFault] = []
        with ExitStack() as held:
            with laid_out([data for _, data in files]) as readable:
                self.connection = held.enter_context(database([data.full for data in readable]))
                of_tables = [(table, data) for (table, _), data in zip(files, readable, strict=True)]
                make_tables(self.connection)
                sheets = sheets_of(self.connection, of_tables, kinds, self.reading_faults)
                judged = [_judge(self.connection, sheet, self.reading_faults) for sheet in sheets]
            finalize(self, held.pop_all().close)
        self.judged = [each for each in judged if each]
        for each in self.judged:
            found = cell_finder(each.sheet, each.lines)
            each.sheet.table.filled(each.check.first, each.check.number, each.check.latest, found)


def sheets_of(
    connection: "DuckDBPyConnection",
    files: Iterable[tuple[Table, DataFile]],
    kinds: Kinds,
    reading_faults: list[ReadingFault],
) -> list[Sheet]:
    """The tables that can be judged, each with the columns of its data file; what is wrong goes to `reading_faults`."""
    sheets: list[Sheet] = []
    for table, data in files:
        sheet, faults = _sheet(connection, len(sheets), table, data, kinds[table.of])
        reading_faults += faults
        if sheet:
            sheets.append(sheet)
    return sheets


def _sheet(
    connection: "DuckDBPyConnection", number: int, table: Table, data: DataFile, model: type[Node]
) -> tuple[Sheet | None, list[ReadingFault]]:
    """The table ready to be judged, or none; and what is wrong with its header and its columns."""
    from duckdb import Error

    forms = field_forms(model)
    if fault := kind_fault(table, model, forms):
        return None, [fault]
    if not data.is_csv:
        try:
            names, types = parquet_columns(connection, data.full)
        except Error as error:
            return None, [unreadable(table, error)]
        return make_sheet(number, table, model, forms, data.with_columns(names, types=types))
    names, delimiter = read_header(data, known_columns(table, forms))
    if not names:
        return None, [at_data(table, _no_header(table, data, model))]
    return make_sheet(number, table, model, forms, data.with_columns(names, delimiter))


def _no_header(table: Table, data: DataFile, model: type[Node]) -> str:
    if not data.size:
        return f"`{table.data}` is empty; its first line must name the columns"
    return f"the first line of `{table.data}` names no field of {model.KIND.noun}; it must name the columns"


def unreadable(table: Table, error: Exception) -> ReadingFault:
    """DuckDB's refusal as a sentence: its first line is for people, the rest are hints for programmers."""
    from duckdb import OutOfMemoryException

    if isinstance(error, OutOfMemoryException):
        return at_data(table, f"`{table.data}` is too large to be checked here")
    if "state machine" in str(error):
        reason = "its lines end in different ways, or a quote is out of place; export it again"
        return at_data(table, f"`{table.data}` cannot be read as CSV: {reason}", "syntax")
    what = "CSV" if table.data.casefold().endswith(".csv") else "Parquet"
    return at_data(table, f"`{table.data}` is not a {what} file, or is damaged; export it again", "syntax")


def _judge(
    connection: "DuckDBPyConnection", sheet: Sheet, reading_faults: list[ReadingFault]
) -> Judged | None:
    from duckdb import Error

    try:
        take_rows(connection, sheet)
        check = check_rows(connection, sheet)
        lines = line_faults(connection, sheet)
        gather(connection, sheet)
    except Error as error:
        reading_faults.append(unreadable(sheet.table, error))
        return None
    return Judged(sheet, check, tuple(lines))
