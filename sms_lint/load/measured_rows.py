"""The rows of some kinds as typed tables of the database, for measuring: records and tables alike.

What a figure is computed from is read again from the files, whole, since `Table` keeps only its first rows. Only the
fields that are needed become columns.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sql import literal
from sms_lint.load.files import scan
from sms_lint.load.table_database import laid_out
from sms_lint.load.table_rows import line_faults
from sms_lint.load.table_sheets import Sheet, values
from sms_lint.load.tables import files_of, sheets_of
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Node
from sms_lint.model.row_rules import column
from sms_lint.outside.disk import lay_out
from sms_lint.outside.row_database import database
from sms_lint.system.sms import Sms

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

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
        TemporaryDirectory(prefix="sms-lint-measured-") as place,
        laid_out([data for _, data in files]) as readable,
    ):
        records = {kind: _records(sms, kind, names, Path(place)) for kind, names in wanted.items()}
        with database([*(data.full for data in readable), *filter(None, records.values())]) as connection:
            of_tables = [(table, data) for (table, _), data in zip(files, readable, strict=True)]
            sheets = sheets_of(connection, of_tables, sms.kinds, unread)
            if unread:
                raise SmsError(f"{unread[0].at.path}: {unread[0].message}")
            try:
                for kind, names in wanted.items():
                    _make_table(connection, sms.kinds[kind], sheets, records[kind], names)
            except Error as error:
                raise SmsError(f"the rows cannot be read: {str(error).splitlines()[0]}") from None

            def ask(statement: str) -> list[tuple[Any, ...]]:
                return connection.execute(statement).fetchall()

            yield ask


def _records(sms: Sms, kind: str, names: frozenset[str], place: Path) -> str:
    """A CSV file of the records of a kind that are no rows of tables; empty where there is none."""
    entries = [Entry(node.id, node) for node in sms.of_kind(kind)]
    if not entries:
        return ""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = sorted(names)
    writer.writerow(columns)
    writer.writerows([entry.text(name) for name in columns] for entry in entries)
    lay_out(place, {f"{kind}.csv": stream.getvalue().encode()})
    return str(place / f"{kind}.csv")


def _make_table(
    connection: "DuckDBPyConnection",
    model: type[Node],
    sheets: list[Sheet],
    records: str,
    names: frozenset[str],
) -> None:
    forms = sorted((form for form in field_forms(model) if form.name in names), key=lambda form: form.name)
    own = [sheet for sheet in sheets if sheet.model is model]
    parts = [values(sheet, forms, _typed) for sheet in own]
    plain = ", ".join(f"{_typed(form, column(form.name))} AS {column(form.name)}" for form in forms)
    if records:
        types = ", ".join(f"{literal(form.name)}: 'VARCHAR'" for form in forms)
        parts.append(
            f"SELECT {plain} FROM read_csv({literal(records)}, auto_detect = false, header = true, "
            f"columns = {{{types}}}, delim = ',', quote = '\"', escape = '\"', nullstr = '')"
        )
    if not parts:
        nothing = ", ".join(f"NULL::VARCHAR AS {column(form.name)}" for form in forms)
        parts = [f"SELECT {plain} FROM (SELECT {nothing}) WHERE false"]
    connection.execute(f"CREATE TABLE {column(model.KIND.name)} AS {' UNION ALL '.join(parts)}")
    for sheet in own:
        for fault in line_faults(connection, sheet)[:1]:
            raise SmsError(f"{sheet.data.path}: {fault.message}; `sms-lint check` names the lines")


def _typed(form: FieldForm, value: str) -> str:
    """A text in SQL as a value of its sort; what cannot be read as one is nothing, which `check` reports."""
    text = f"nullif(trim({value}), '')"
    if form.many:
        return text
    if form.schema.get("x-moment"):
        # A cast to TIMESTAMP passes over an offset; one with a time zone takes several times as long.
        plain = f"try_cast({text} AS TIMESTAMP)"
        zoned = f"CAST(try_cast({text} AS TIMESTAMPTZ) AS TIMESTAMP)"
        return f"CASE WHEN length({text}) <= 19 THEN {plain} ELSE {zoned} END"
    if form.is_date:
        return f"try_cast({text} AS DATE)"
    if form.schema.get("type") == "integer":
        return f"try_cast(ltrim({text}, '+') AS BIGINT)"
    if form.schema.get("type") == "number":
        return f"try_cast(ltrim({text}, '+') AS DECIMAL(28, 9))"
    return text
