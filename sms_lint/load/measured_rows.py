"""The rows of some kinds as typed tables of the database, for measuring: records and tables alike.

What a figure is computed from is read again from the files, whole, since `Table` keeps only its first rows. Only the
fields that are needed become columns.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sms_lint.ground.errors import SmsError
from sms_lint.load.files import scan
from sms_lint.load.table_database import laid_out
from sms_lint.load.table_reading import sheets_of
from sms_lint.load.table_rows import line_faults
from sms_lint.load.table_sheets import Sheet, values
from sms_lint.load.tables import files_of
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Node
from sms_lint.model.row_rules import column
from sms_lint.outside.row_database import answered, database
from sms_lint.system.sms import Sms

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NUMBERS: Mapping[str, str] = {"integer": "BIGINT", "number": "DECIMAL(28, 9)"}
_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})
# A cast takes words as well: `infinity` would be the last moment of the calendar, and `epoch` a day of 1970.
_DAY = "'%-%-%'"
# It takes `0x7f` and `1_000` for numbers too.
_FIGURES = "'0123456789+-.eE '"
Ask = Callable[[str], list[tuple[Any, ...]]]


@contextmanager
def measured_rows(root: Path, sms: Sms, wanted: Mapping[str, frozenset[str]]) -> Iterator[Ask]:
    """Ask the database, in which each kind of `wanted` is a table with these fields as columns.

    Raises SmsError where the rows of a table cannot be read.
    """
    from duckdb import Error

    tables = [table for kind in wanted for table in sms.tables(kind)]
    unread: list[ReadingFault] = []
    files = files_of(scan(root), tables, unread)
    with (
        laid_out([data for _, data in files]) as readable,
        database([data.full for data in readable]) as connection,
    ):
        of_tables = [(table, data) for (table, _), data in zip(files, readable, strict=True)]
        sheets = sheets_of(connection, of_tables, sms.kinds, unread)
        if unread:
            raise SmsError(f"{unread[0].at.path}: {unread[0].message}")
        try:
            for kind, names in wanted.items():
                _make_table(connection, sms, sms.kinds[kind], sheets, names)
        except Error as error:
            raise SmsError(f"the rows cannot be read: {str(error).splitlines()[0]}") from None

        def ask(statement: str) -> list[tuple[Any, ...]]:
            try:
                return answered(connection, statement)
            except Error as error:
                raise SmsError(f"a figure cannot be computed: {str(error).splitlines()[0]}") from None

        yield ask


def _records(sms: Sms, kind: str, names: Sequence[str]) -> list[list[str]]:
    """What the records of a kind that are no rows of tables say in some fields: a list for each field."""
    entries = [Entry(node.id, node) for node in sms.of_kind(kind)]
    return [[entry.text(name) for entry in entries] for name in names]


def _make_table(
    connection: "DuckDBPyConnection",
    sms: Sms,
    model: type[Node],
    sheets: Sequence[Sheet],
    names: frozenset[str],
) -> None:
    kind = model.KIND.name
    forms = sorted((form for form in field_forms(model) if form.name in names), key=lambda form: form.name)
    own = [sheet for sheet in sheets if sheet.model is model]
    plain = ", ".join(f"{_typed(form, column(form.name))} AS {column(form.name)}" for form in forms)
    given = ", ".join(f"unnest(CAST(? AS VARCHAR[])) AS {column(form.name)}" for form in forms)
    parts = [
        f"SELECT {plain} FROM (SELECT {given})",
        *(values(sheet, forms, _said(sheet)) for sheet in own if not _lies(sheet)),
    ]
    records = _records(sms, kind, [form.name for form in forms])
    # Parquet is read where it lies, only the columns that a query names; a copy of it would not fit in memory.
    read, seen = column(f"{kind}/read"), [values(sheet, forms, _said(sheet)) for sheet in own if _lies(sheet)]
    connection.execute(f"CREATE TABLE {read} AS {' UNION ALL '.join(parts)}", records)
    every = " UNION ALL ".join([f"SELECT * FROM {read}", *seen])
    connection.execute(f"CREATE VIEW {column(kind)} AS {every}")
    for sheet in own:
        for fault in line_faults(connection, sheet)[:1]:
            raise SmsError(f"{sheet.data.path}: {fault.message}; `sms-lint check` names the lines")


def _lies(sheet: Sheet) -> bool:
    """Whether the rows of a sheet are read where they lie: of a text each query would take the lines apart again."""
    return not sheet.data.is_csv


def _said(sheet: Sheet) -> Callable[[FieldForm, str], str]:
    """How a value of a sheet is made of its text; one that Parquet has in its sort already needs no text."""

    def said(form: FieldForm, text: str) -> str:
        number = sheet.columns.get(form.name)
        known = sheet.data.types[number] if number is not None and sheet.data.types else ""
        if form.many or number is None:
            return _typed(form, text)
        if known == "TIMESTAMP" and form.schema.get("x-moment"):
            return f"date_trunc('second', c{number})"
        if known in _WHOLE and (of := _NUMBERS.get(str(form.schema.get("type")))):
            return f"try_cast(c{number} AS {of})"
        return _typed(form, text)

    return said


def _typed(form: FieldForm, value: str) -> str:
    """A text in SQL as a value of its sort; what cannot be read as one is nothing, which `check` reports.

    Most cells need no more than a cast; only the others are looked at closely.
    """
    text = f"nullif(trim({value}), '')"
    if form.many:
        return text
    if form.schema.get("x-moment"):
        # A cast to TIMESTAMP passes over an offset; one with a time zone takes several times as long.
        zoned = f"CAST(try_cast({text} AS TIMESTAMPTZ) AS TIMESTAMP)"
        short = f"strlen({value}) <= 19 THEN try_cast({value} AS TIMESTAMP)"
        return f"CASE WHEN {value} LIKE {_DAY} THEN CASE WHEN {short} ELSE {zoned} END END"
    if form.is_date:
        return f"CASE WHEN {value} LIKE {_DAY} THEN try_cast({value} AS DATE) END"
    if (number := _NUMBERS.get(str(form.schema.get("type")))) is not None:
        said = f"coalesce(try_cast({text} AS {number}), try_cast(ltrim({text}, '+') AS {number}))"
        return f"CASE WHEN translate({value}, {_FIGURES}, '') = '' THEN {said} END"
    return text
