"""The rows of one table: found by column in the database, judged by their kind where something is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sms_lint.ground.faults import Fault, together
from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.ground.sql import literal
from sms_lint.ground.text import hidden_flaws
from sms_lint.load.table_data import DataFile
from sms_lint.load.table_days import hint
from sms_lint.load.table_sheets import MOST_REJECTED, Sheet, rejected_table, rows
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.node import MOST_KEPT
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.row_rules import column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_REPORTED = 20
# The same set for RE2, by numbers; a null byte is in no file that is read as a table.
_HIDDEN = "".join(["[", *("-" if mark == "-" else f"\\x{{{ord(mark):x}}}" for mark in HIDDEN), "]"])
MOST_ROWS_ONE_BY_ONE = 20_000
_BATCH = 2000


@dataclass(frozen=True)
class CellFault:
    """A fault in a row, which counts from 0 without the header. `field` is empty for the row as a whole.

    `sample` is a part of what the cell says, to make sure of the place. `before` is an earlier row that
    explains it. `cause` is as in `Finding`. `meant` is what was probably to be written for the `sample`; it is certain
    where only the form differs.
    """

    rule: str
    row: int
    field: str
    message: str
    node: str = ""
    sample: str = ""
    before: int | None = None
    cause: str = ""
    meant: str = ""
    is_certain: bool = False


class LineFault(NamedTuple):
    """A line of a CSV file that is no row: the byte it begins at, from 0, and what is wrong with it."""

    start_byte: int
    message: str


class RowCheck(NamedTuple):
    """The result of judging one table: how many rows, the newest date, the first rows by column, and the faults.

    `more` counts the faulty rows that are not in `faults`, `left` those that were not judged.
    """

    number: int
    latest: date | None
    first: Mapping[str, tuple[str, ...]]
    faults: tuple[CellFault, ...]
    more: int
    left: int = 0
    hidden: tuple[CellFault, ...] = ()
    more_hidden: int = 0


def check_rows(connection: "DuckDBPyConnection", sheet: Sheet) -> RowCheck:
    """Judge every row; after `take_rows`."""
    count, bad, latest = _totals(connection, sheet)
    first, hidden = _first_rows(connection, sheet), hidden_characters(connection, sheet)
    if issubclass(sheet.model, OwnRecord):
        faults, bad = _one_by_one(connection, sheet)
        reported = len({fault.row for fault in faults})
        left = max(0, count - MOST_ROWS_ONE_BY_ONE)
        return RowCheck(count, latest, first, faults, bad - reported, left, *hidden)
    suspects = _suspects(connection, sheet) if bad else []
    found = tuple(fault for number, values in suspects for fault in row_faults(sheet, number, values))
    return RowCheck(count, latest, first, found, bad - len(suspects), 0, *hidden)


def _totals(connection: "DuckDBPyConnection", sheet: Sheet) -> tuple[int, int, date | None]:
    moment = next((form for form in sheet.forms if form.name == sheet.model.KIND.moment), None)
    latest = f"max({_day(moment.name)}) FILTER (NOT {moment.wrong()})" if moment else "NULL"
    query = f"SELECT count(*), count(*) FILTER ({faulty(sheet)}), {latest} FROM {rows(sheet)}"
    count, bad, newest = connection.execute(query).fetchall()[0]
    return count, bad, newest


def _day(name: str) -> str:
    return f"try_cast(left({column(name)}, 10) AS DATE)"


def faulty(sheet: Sheet) -> str:
    """A condition that is true for the rows that break a field's form or a rule of the kind."""
    forms = [form.faulty() for form in sheet.present]
    lost = sheet.lost
    rules = [
        f"coalesce({rule.sql()}, false)" for rule in sheet.model.KIND.value_rules if rule.field not in lost
    ]
    return " OR ".join([*forms, *rules]) or "false"


def _first_rows(connection: "DuckDBPyConnection", sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    """The cells of every field that has a column, up to `MOST_KEPT`; cells that say the same share their text.

    Rows without a column of ids are no entries: nobody could name one.
    """
    names = [form.name for form in sheet.present]
    if "id" not in names:
        return {}
    fields = ", ".join(f"coalesce({column(name)}, '')" for name in names) or "NULL"
    found = connection.execute(
        f"SELECT {fields} FROM {rows(sheet)} ORDER BY row LIMIT {MOST_KEPT}"
    ).fetchall()
    shared: dict[str, str] = {}
    kept = [tuple(shared.setdefault(text, text) for text in cells) for cells in zip(*found, strict=True)]
    return dict(zip(names, kept or [()] * len(names), strict=True))


def _suspects(connection: "DuckDBPyConnection", sheet: Sheet) -> list[tuple[int, dict[str, Any]]]:
    query = f"SELECT * FROM {rows(sheet)} WHERE {faulty(sheet)} ORDER BY row LIMIT {MOST_REPORTED}"
    return [(row[0], _values(sheet, row[1:])) for row in connection.execute(query).fetchall()]


def _values(sheet: Sheet, row: Sequence[str | None]) -> dict[str, Any]:
    """A row as a group of keys in YAML would give it."""
    return {
        form.name: text.split(SEPARATOR) if form.many else text
        for form, text in zip(sheet.forms, row, strict=True)
        if text is not None
    }


def row_faults(sheet: Sheet, number: int, values: Mapping[str, Any]) -> Iterator[CellFault]:
    """The faults that the kind finds in one row; columns that the whole file lacks are reported once, elsewhere."""
    said, lost = {f"`{name}` is missing" for name in sheet.absent}, sheet.lost
    identifier = values.get("id", "")
    days = frozenset(form.name for form in sheet.forms if form.is_day_or_time and not sheet.table.dates)
    faults = (fault for fault in sheet.model.read(values)[1] if fault.route or fault.message not in said)
    for fault in together(fault for fault in faults if not fault.route or fault.route[0] not in lost):
        yield _cell_fault(number, fault, identifier, values, days)


def _cell_fault(
    number: int, fault: Fault, identifier: str, values: Mapping[str, Any], days: frozenset[str]
) -> CellFault:
    field = str(fault.route[0]) if fault.route else ""
    text = values.get(field or "id", "")
    place = next((key for key in fault.route if isinstance(key, int)), 0)
    sample = text[place] if isinstance(text, list) else text
    message = f"{fault.message}{hint(str(sample))}" if field in days else fault.message
    meant = "" if fault.on_key or fault.as_written else fault.meant
    return CellFault(
        "schema", number, field, message, identifier, sample, meant=meant, is_certain=fault.is_certain
    )


def hidden_characters(connection: "DuckDBPyConnection", sheet: Sheet) -> tuple[tuple[CellFault, ...], int]:
    """The cells with characters that nobody sees, and how many rows more have some; after `take_rows`."""
    fields = [form.name for form in sheet.present]
    if not fields:
        return (), 0
    names = ", ".join(map(column, fields))
    query = (
        f"SELECT row, id, {names}, count(*) OVER () FROM {rows(sheet)} "
        f"WHERE regexp_matches(concat_ws(' ', {names}), {literal(_HIDDEN)}) ORDER BY row LIMIT {MOST_REPORTED}"
    )
    found = connection.execute(query).fetchall()
    faults = tuple(
        CellFault("hidden-character", row, name, flaw.message, identifier or "", text[flaw.start : flaw.end])
        for row, identifier, *texts, _ in found
        for name, text in zip(fields, texts, strict=True)
        for flaw in islice(hidden_flaws(text or ""), 1)
    )
    return faults, found[0][-1] - len(found) if found else 0


def _one_by_one(connection: "DuckDBPyConnection", sheet: Sheet) -> tuple[tuple[CellFault, ...], int]:
    """Judge rows of a kind of the organization's own, whose schema can ask for more than columns can show."""
    query = f"SELECT * FROM {rows(sheet)} ORDER BY row LIMIT {MOST_ROWS_ONE_BY_ONE}"
    found: list[CellFault] = []
    bad = 0
    for row in _fetched(connection.execute(query)):
        faults = list(row_faults(sheet, row[0], _values(sheet, row[1:])))
        bad += bool(faults)
        if bad <= MOST_REPORTED:
            found += faults
    return tuple(found), bad


def _fetched(result: "DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(_BATCH):
        yield from batch


def line_faults(connection: "DuckDBPyConnection", sheet: Sheet) -> list[LineFault]:
    """The lines of a CSV file that could not be read as rows, up to `MOST_REJECTED`; after `take_rows`."""
    if not sheet.data.is_csv:
        return []
    query = (
        f"SELECT line_byte_position - 1, min(error_type), min(error_message) FROM {rejected_table(sheet)} "
        "GROUP BY 1 ORDER BY 1"
    )
    found = connection.execute(query).fetchmany(MOST_REJECTED)
    return [LineFault(start, _said(of, message, sheet.data)) for start, of, message in found]


def _said(of: str, message: str, data: DataFile) -> str:
    width = len(data.columns)
    cells = re.search(r"Found: (\d+)", message)
    if of in ("TOO MANY COLUMNS", "MISSING COLUMNS") and cells:
        noun = "cell" if cells[1] == "1" else "cells"
        return f"this line has {cells[1]} {noun}, but the first line names {width} columns"
    if of == "UNQUOTED VALUE":
        return 'a quote (") is never closed, or there is text after the closing one'
    if of == "LINE SIZE OVER MAXIMUM":
        return "this line is longer than 1 MiB; a quote may be missing"
    return "this line cannot be read as a row"
