"""A table ready to be judged: which column of its data file holds which field, and its rows as SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sms_lint.ground.faults import closest, nearest
from sms_lint.ground.sql import literal
from sms_lint.load.table_data import DataFile, at_data
from sms_lint.load.table_days import day_text
from sms_lint.model.columns import FieldForm
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.node import Document, Node, Table
from sms_lint.model.parquet_values import list_text, parquet_text
from sms_lint.model.row_rules import column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST_LINE = 1024 * 1024
_MOST_NAMED = 10
MOST_REJECTED = 1000


@dataclass(frozen=True)
class Sheet:
    """A table, the kind of its rows, its data file, and the column, from 0, of each field that has one."""

    number: int
    table: Table
    model: type[Node]
    data: DataFile
    forms: tuple[FieldForm, ...]
    columns: Mapping[str, int]

    @property
    def present(self) -> tuple[FieldForm, ...]:
        """The fields that have a column."""
        return tuple(form for form in self.forms if form.name in self.columns)

    @property
    def absent(self) -> frozenset[str]:
        """The required fields that have none."""
        return frozenset(form.name for form in self.forms if form.required and form.name not in self.columns)

    @property
    def lost(self) -> frozenset[str]:
        """The fields whose column the header names wrongly, as far as can be told: no row is blamed for them."""
        fields = [form.name for form in self.forms]
        free = [name for name in fields if name not in self.columns]
        if any(name not in fields for name in self.table.columns):
            return frozenset(free)
        return frozenset(name for name in free if name in self.table.columns)


def known_columns(table: Table, forms: Sequence[FieldForm]) -> frozenset[str]:
    """The names of columns that mean something for the table."""
    return frozenset(table.columns.values()) | {form.name for form in forms}


def kind_fault(table: Table, model: type[Node], forms: Sequence[FieldForm]) -> ReadingFault | None:
    """Why entries of a kind cannot be rows at all, or None."""
    noun = model.KIND.noun
    if issubclass(model, Document):
        return at_data(table, f"{noun} is a document and cannot be a row of a table")
    nested = [form.name for form in forms if form.required and form.nested]
    if nested:
        why = f"because `{nested[0]}` holds groups of keys; use a list in a file, or a file each"
        return at_data(table, f"{noun} cannot be a row of a table, {why}")
    return None


def make_sheet(
    number: int, table: Table, model: type[Node], forms: tuple[FieldForm, ...], data: DataFile
) -> tuple[Sheet, list[ReadingFault]]:
    """Find the column of each field, and what is wrong with the header's `columns` and the names in the file."""
    by_name = {form.name: form for form in forms}
    faults = [
        ReadingFault(
            "schema",
            table.at_key("columns", name),
            _no_field(name, model, list(by_name)),
            node=table.id,
            kind=table.of,
        )
        for name in table.columns
        if name not in by_name
    ]
    columns: dict[str, int] = {}
    for form in forms:
        named = table.columns.get(form.name, form.name)
        if named in data.columns and form.nested:
            message = f"`{form.name}` holds groups of keys and cannot be a column of a table"
            faults.append(_at_column(table, form.name, message))
        elif named in data.columns:
            columns[form.name] = data.columns.index(named)
            faults += _ambiguous(table, form.name, named, data)
        elif form.name in table.columns:
            message = f"`{table.data}` has no column `{named}`{nearest(named, data.columns)}"
            faults.append(_at_column(table, form.name, message))
    sheet = Sheet(number, table, model, data, forms, columns)
    return sheet, faults + list(_missing(sheet))


def _no_field(name: str, model: type[Node], known: Sequence[str]) -> str:
    return f"`{name}` is not a field of {model.KIND.noun}{nearest(name, known)}"


def _at_column(table: Table, name: str, message: str) -> ReadingFault:
    place = table.at("columns", name) if name in table.columns else table.at("data")
    return ReadingFault("schema", place, message, node=table.id, kind=table.of)


def _ambiguous(table: Table, name: str, named: str, data: DataFile) -> Iterator[ReadingFault]:
    count = data.columns.count(named)
    if count > 1:
        message = f"`{table.data}` has {count} columns `{named}`; only one of them can hold `{name}`"
        yield _at_column(table, name, message)


def _missing(sheet: Sheet) -> Iterator[ReadingFault]:
    free = unused_columns(sheet)
    known = {form.name for form in sheet.forms}
    meant = {closest(name, sorted(sheet.absent)) for name in sheet.table.columns.keys() - known}
    for name in sorted(sheet.absent - sheet.table.columns.keys() - meant):
        hint = nearest(name, free)
        yield at_data(
            sheet.table, f"`{name}` is missing: `{sheet.table.data}` has no column of this name{hint}"
        )


def unused_columns(sheet: Sheet) -> list[str]:
    """The columns of the file that hold none of the fields, those without a name left out."""
    used = set(sheet.columns.values())
    return [name for number, name in enumerate(sheet.data.columns) if number not in used and name]


def unused(sheet: Sheet) -> Iterator[Unchecked]:
    """Report the columns that were not used: otherwise a misspelt name would go unnoticed."""
    names = unused_columns(sheet)
    if names:
        shown = ", ".join(f"`{name[:60]}`" for name in islice(names, _MOST_NAMED))
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        noun = "column" if len(names) == 1 else "columns"
        why = f"no field of {sheet.model.KIND.noun} has this name, so what is there is not used"
        yield Unchecked(f"{noun} {shown}{more} of {sheet.data.path}", why)


def take_rows(connection: "DuckDBPyConnection", sheet: Sheet) -> None:
    """Read the data file, once: its rows as a table of the database, under our field names, all as text or NULL.

    `row` counts from 0. A row without any value is left out, as a line without anything is. What does not fit
    in memory goes to the disk. Raises duckdb.Error where the file cannot be read.
    """
    raw = _raw_rows(sheet)
    if sheet.data.is_csv:
        raw = f"(SELECT *, row_number() OVER () - 1 AS row FROM {raw})"
    fields = [f"{_value(sheet, form)} AS {column(form.name)}" for form in sheet.forms]
    connection.execute(
        f"CREATE TABLE {rows(sheet)} AS SELECT row, {', '.join(fields)} FROM {raw} WHERE {_filled(sheet)}"
    )


def values(sheet: Sheet, forms: Iterable[FieldForm], said: Callable[[FieldForm, str], str]) -> str:
    """A query for some fields of every row that holds anything; `said` makes a value of the text of a field in SQL.

    The lines that are no rows are noted once it has run.
    """
    fields = ", ".join(f"{said(form, _value(sheet, form))} AS {column(form.name)}" for form in forms)
    return f"SELECT {fields} FROM {_raw_rows(sheet)} WHERE {_filled(sheet)}"


def _filled(sheet: Sheet) -> str:
    """The condition that a row holds anything, in any of its columns."""
    return " OR ".join(f"c{number} IS NOT NULL" for number in range(len(sheet.data.columns)))


def rows(sheet: Sheet) -> str:
    """The name of the database's table of the rows, once they are taken."""
    return f"rows_{sheet.number}"


def rejected_table(sheet: Sheet) -> str:
    """The name of DuckDB's table of the lines that are no rows."""
    return f"rejected_{sheet.number}"


def _raw_rows(sheet: Sheet) -> str:
    """The file as SQL, its columns named c0, c1 …; a name from the file is never part of the statement.

    Lines that do not fit are left out; DuckDB notes them.
    """
    data = sheet.data
    names = [f"c{number}" for number in range(len(data.columns))]
    if not data.is_csv:
        return (
            f"read_parquet({literal(data.full)}, file_row_number = true) AS raw({', '.join([*names, 'row'])})"
        )
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    # Not `ignore_errors`: behind a quote that is out of place that option loses the rest of the file.
    noted = rejected_table(sheet)
    faults = (
        f"store_rejects = true, rejects_limit = {MOST_REJECTED}, "
        f"rejects_table = '{noted}', rejects_scan = '{noted}_scan'"
    )
    return (
        f"read_csv({literal(data.full)}, auto_detect = false, header = true, columns = {{{types}}}, "
        f"delim = {literal(data.delimiter)}, quote = '\"', escape = '\"', nullstr = '', encoding = 'utf-8', "
        f"strict_mode = true, max_line_size = {_LONGEST_LINE}, {faults})"
    )


def _value(sheet: Sheet, form: FieldForm) -> str:
    number = sheet.columns.get(form.name)
    if number is None:
        return "NULL::VARCHAR"
    name = f"c{number}"
    text = parquet_text(name, sheet.data.types[number], form) if sheet.data.types else name
    if form.many:
        return list_text(text)
    return day_text(text, sheet.table.dates) if sheet.table.dates and form.is_day_or_time else text
