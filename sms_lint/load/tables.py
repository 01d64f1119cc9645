"""Tables: rows in CSV or Parquet beside a YAML header, checked column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.load.contents import digest_of
from sms_lint.load.files import Disk
from sms_lint.load.nodes import may_be_missing
from sms_lint.load.read_files import ReadFiles
from sms_lint.load.table_data import DataFile, at_data, find_data, read_header, text_fault
from sms_lint.load.table_database import laid_out
from sms_lint.load.table_faults import Faults, More, cell_finder, table_faults
from sms_lint.load.table_references import (
    Known,
    astray,
    duplicates,
    find_duplicates,
    gather,
    lost_kinds,
    make_tables,
    references,
    rows_referred_to,
    unjudged,
)
from sms_lint.load.table_rows import LineFault, RowCheck, check_rows, line_faults
from sms_lint.load.table_sheets import Sheet, kind_fault, known_columns, make_sheet, take_rows, unused
from sms_lint.model.columns import field_forms
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.node import MOST_KEPT, Kinds, Node, Table
from sms_lint.outside.row_database import database, parquet_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class TableCheck(NamedTuple):
    """What is wrong with the tables, which table holds each row id that something refers to, and what was not judged.

    `unread` are words as in `Sms.unread`: the kinds of which rows may exist in a table that could not be read whole.
    """

    reading_faults: tuple[ReadingFault, ...]
    rows: Mapping[str, Table]
    unchecked: tuple[Unchecked, ...]
    unread: frozenset[str] = frozenset()


class _Judged(NamedTuple):
    """A table whose rows were judged, the result, and the lines that are no rows."""

    sheet: Sheet
    check: RowCheck
    lines: tuple[LineFault, ...]


def check_tables(
    disk: Disk,
    nodes: Iterable[Node],
    kinds: Kinds,
    unread: frozenset[str] = frozenset(),
    read: ReadFiles | None = None,
    now: Mapping[str, str] = MappingProxyType({}),
) -> TableCheck:
    """Judge the rows of every table among `nodes`, and fill each table with its first rows.

    `unread` are words of files that could not be read: an id among them is not reported as missing. `read` is what
    an earlier run read. `now` gives what has another id today by the ids that it had.
    """
    nodes = tuple(nodes)
    tables = [node for node in nodes if isinstance(node, Table)]
    if not tables:
        return TableCheck((), {}, ())
    by_id = {node.id: node for node in reversed(nodes)}
    known = Known(
        {**{former: by_id[new] for former, new in now.items()}, **by_id}, kinds, unread, lost_kinds(unread)
    )
    wanted = {ref for node in nodes for _, ref in node.refs() if ref not in known.nodes}
    reading_faults: list[ReadingFault] = []
    files = files_of(disk, tables, reading_faults)

    def make() -> _TablesRead:
        return _judge_tables(tables, files, reading_faults, known, wanted)

    if read is None:
        return make().check
    made_from = _made_from(disk, tables, files, known)
    kept = read.once("tables", made_from, make, lambda kept: wanted <= kept.wanted)
    return _fill(tables, kept, wanted)


class _TablesRead(NamedTuple):
    """The result of judging all tables together, and the tables by their paths, filled with their first rows.

    `wanted` are the ids that were looked for among the rows.
    """

    check: TableCheck
    tables: Mapping[str, Table]
    wanted: AbstractSet[str]


def _made_from(
    disk: Disk,
    tables: Sequence[Table],
    files: Sequence[tuple[Table, DataFile]],
    known: Known,
) -> object:
    """All that the judgement of tables rests on: where it is the same, so is the judgement."""
    data = [(table.path, file.path, digest_of(file.contents, file.path)) for table, file in files]
    # The fault of an unusable file names the files beside it.
    beside = disk.paths if len(files) < len(tables) else None
    return (
        [(table.path, table.origin.file.text) for table in tables],
        data,
        beside,
        {identifier: (node.kind, node.path) for identifier, node in known.nodes.items()},
        known.kinds,
        known.unread,
    )


def _fill(tables: Iterable[Table], kept: _TablesRead, wanted: AbstractSet[str]) -> TableCheck:
    """Fill tables with what was read of the same files before."""
    by_path = {table.path: table for table in tables}
    for path, table in by_path.items():
        if kept.tables[path] is not table:
            table.filled_as(kept.tables[path])
    return kept.check._replace(
        rows={id_: by_path[table.path] for id_, table in kept.check.rows.items() if id_ in wanted}
    )


def _judge_tables(
    tables: Sequence[Table],
    files: Sequence[tuple[Table, DataFile]],
    reading_faults: list[ReadingFault],
    known: Known,
    wanted: AbstractSet[str],
) -> _TablesRead:
    with (
        laid_out([data for _, data in files]) as readable,
        database([data.full for data in readable]) as connection,
    ):
        of_tables = [(table, data) for (table, _), data in zip(files, readable, strict=True)]
        sheets = sheets_of(connection, of_tables, known.kinds, reading_faults)
        make_tables(connection, known)
        judged = [judgement for sheet in sheets if (judgement := _judge(connection, sheet, reading_faults))]
        lost = _lost(tables, judged)
        reading_faults += _all_faults(connection, judged, known.without(lost))
        numbers = rows_referred_to(connection, wanted)
    for judgement in judged:
        judgement.sheet.table.filled(
            judgement.check.first,
            judgement.check.number,
            judgement.check.latest,
            cell_finder(judgement.sheet, judgement.lines),
        )
    by_number = {judgement.sheet.number: judgement.sheet.table for judgement in judged}
    check = TableCheck(
        tuple(reading_faults),
        {identifier: by_number[number] for identifier, number in numbers.items()},
        (
            *(part for judgement in judged for part in _unchecked(judgement)),
            *unjudged([judgement.sheet for judgement in judged], known.without(lost)),
        ),
        frozenset(map(may_be_missing, lost)),
    )
    return _TablesRead(check, {table.path: table for table in tables}, wanted)


def files_of(
    disk: Disk, tables: Iterable[Table], reading_faults: list[ReadingFault]
) -> list[tuple[Table, DataFile]]:
    """The data file of each table that has a usable one of its own."""
    found: dict[str, tuple[Table, DataFile]] = {}
    for table in tables:
        data = find_data(disk, table)
        if isinstance(data, ReadingFault):
            reading_faults.append(data)
        elif data.path in found:
            first = found[data.path][0].path
            reading_faults.append(at_data(table, f"`{table.data}` already holds the rows of {first}"))
        elif data.is_csv and (fault := text_fault(data, table)):
            reading_faults.append(fault)
        else:
            found[data.path] = (table, data)
    return list(found.values())


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
            return None, [_unreadable(table, error)]
        return make_sheet(number, table, model, forms, data.with_columns(names, types=types))
    names, delimiter = read_header(data, known_columns(table, forms))
    if not names:
        return None, [at_data(table, _no_header(table, data, model))]
    return make_sheet(number, table, model, forms, data.with_columns(names, delimiter))


def _no_header(table: Table, data: DataFile, model: type[Node]) -> str:
    if not data.size:
        return f"`{table.data}` is empty; its first line must name the columns"
    return f"the first line of `{table.data}` names no field of {model.KIND.noun}; it must name the columns"


def _unreadable(table: Table, error: Exception) -> ReadingFault:
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
) -> _Judged | None:
    from duckdb import Error

    try:
        take_rows(connection, sheet)
        check = check_rows(connection, sheet)
        lines = line_faults(connection, sheet)
        gather(connection, sheet)
    except Error as error:
        reading_faults.append(_unreadable(sheet.table, error))
        return None
    return _Judged(sheet, check, tuple(lines))


def _lost(tables: Iterable[Table], judged: Sequence[_Judged]) -> frozenset[str]:
    """The kinds of which rows are out of view, because a table could not be read, or not whole."""
    whole = {
        id(judgement.sheet.table)
        for judgement in judged
        if not judgement.lines and "id" in judgement.sheet.columns
    }
    return frozenset(table.of for table in tables if id(table) not in whole)


def _all_faults(
    connection: "DuckDBPyConnection", judged: Sequence[_Judged], known: Known
) -> Iterator[ReadingFault]:
    from duckdb import Error

    twice = find_duplicates(connection)
    sheets = [judgement.sheet for judgement in judged]
    columns = astray(connection, sheets, known)
    for judgement in judged:
        check = judgement.check
        cells = [*check.faults, *check.hidden]
        more = [
            More("schema", "faulty row", check.more),
            More("hidden-character", "row with an invisible character", check.more_hidden),
        ]
        try:
            id_faults = references(connection, judgement.sheet, known, columns)
            cells += id_faults.faults
            more.append(
                More("dangling-reference", "reference to nothing or to the wrong kind", id_faults.more)
            )
            if twice:
                id_faults = duplicates(connection, judgement.sheet, sheets, known)
                cells += id_faults.faults
                more.append(More("duplicate-id", "row with an id that is already used", id_faults.more))
        except Error as error:
            yield _unreadable(judgement.sheet.table, error)
        yield from table_faults(judgement.sheet, Faults(tuple(cells), judgement.lines, tuple(more)))


def _unchecked(judged: _Judged) -> Iterator[Unchecked]:
    yield from unused(judged.sheet)
    if judged.check.number > MOST_KEPT:
        yield Unchecked(
            f"{judged.check.number - MOST_KEPT} rows of {judged.sheet.data.path}",
            "they were checked by themselves; only the first rows of a table are compared with other records",
        )
    if judged.check.left:
        noun = judged.sheet.model.KIND.noun
        yield Unchecked(
            f"{judged.check.left} rows of {judged.sheet.data.path}",
            f"the schema of {noun} is your own, and only the first rows of a table are judged by it",
        )
