"""Tables: rows in CSV or Parquet beside a YAML header, checked column by column.

What depends on the tables alone is read once (`table_reading.py`), and held against all else as often as that changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.load.contents import MOST_ROWS_BYTES, digest_of
from sms_lint.load.files import Disk
from sms_lint.load.kind_named import may_be_missing
from sms_lint.load.read_files import ReadFiles
from sms_lint.load.table_data import DataFile, at_data, find_data, text_fault
from sms_lint.load.table_faults import Faults, More, table_faults
from sms_lint.load.table_reading import Judged, RowsRead, unreadable
from sms_lint.load.table_references import (
    Known,
    astray,
    duplicates,
    find_duplicates,
    know,
    lost_kinds,
    references,
    rows_referred_to,
    unjudged,
)
from sms_lint.load.table_sheets import unused
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.node import MOST_KEPT, Kinds, Node, Table

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
    unusable: list[ReadingFault] = []
    files = files_of(disk, tables, unusable)
    key = _rows_key(disk, tables, files, kinds, now)

    def rows() -> RowsRead:
        return RowsRead(files, kinds)

    def compared(kept: ReadFiles) -> _TablesRead:
        few = sum(file.size for _, file in files) <= MOST_ROWS_BYTES
        return _compared(tables, kept.once("rows", key, rows) if few else rows(), unusable, known, wanted)

    if read is None:
        return compared(ReadFiles()).check
    about = {identifier: (node.kind, node.path) for identifier, node in known.nodes.items()}
    made_from = (*key, about, known.unread)
    found = read.once("tables", made_from, lambda: compared(read), lambda kept: wanted <= kept.wanted)
    return _fill(tables, found, wanted)


class _TablesRead(NamedTuple):
    """The result of judging all tables together, and the tables by their paths, filled with their first rows.

    `wanted` are the ids that were looked for among the rows.
    """

    check: TableCheck
    tables: Mapping[str, Table]
    wanted: AbstractSet[str]


def _rows_key(
    disk: Disk,
    tables: Sequence[Table],
    files: Sequence[tuple[Table, DataFile]],
    kinds: Kinds,
    now: Mapping[str, str],
) -> tuple[object, ...]:
    """All that the rows by themselves rest on: where it is the same, so are they."""
    data = [(table.path, file.path, digest_of(file.contents, file.path)) for table, file in files]
    # The fault of an unusable file names the files beside it.
    beside = disk.paths if len(files) < len(tables) else None
    return [(table.path, table.origin.file.text) for table in tables], data, beside, kinds, now


def _fill(tables: Iterable[Table], kept: _TablesRead, wanted: AbstractSet[str]) -> TableCheck:
    """Fill tables with what was read of the same files before."""
    by_path = {table.path: table for table in tables}
    for path, table in by_path.items():
        if kept.tables[path] is not table:
            table.filled_as(kept.tables[path])
    return kept.check._replace(
        rows={id_: by_path[table.path] for id_, table in kept.check.rows.items() if id_ in wanted}
    )


def _compared(
    tables: Sequence[Table],
    read: RowsRead,
    unusable: Iterable[ReadingFault],
    known: Known,
    wanted: AbstractSet[str],
) -> _TablesRead:
    """The rows held against all else that there is."""
    connection, judged = read.connection, read.judged
    know(connection, known)
    lost = _lost(tables, judged)
    faults = (*unusable, *read.reading_faults, *_all_faults(connection, judged, known.without(lost)))
    numbers = rows_referred_to(connection, wanted)
    by_number = {judgement.sheet.number: judgement.sheet.table for judgement in judged}
    check = TableCheck(
        faults,
        {identifier: by_number[number] for identifier, number in numbers.items()},
        (
            *(part for judgement in judged for part in _unchecked(judgement)),
            *unjudged([judgement.sheet for judgement in judged], known.without(lost)),
        ),
        frozenset(map(may_be_missing, lost)),
    )
    filled = {judgement.sheet.table.path: judgement.sheet.table for judgement in judged}
    return _TablesRead(check, {table.path: table for table in tables} | filled, wanted)


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


def _lost(tables: Iterable[Table], judged: Sequence[Judged]) -> frozenset[str]:
    """The kinds of which rows are out of view, because a table could not be read, or not whole."""
    whole = {
        judgement.sheet.table.path
        for judgement in judged
        if not judgement.lines and "id" in judgement.sheet.columns
    }
    return frozenset(table.of for table in tables if table.path not in whole)


def _all_faults(
    connection: "DuckDBPyConnection", judged: Sequence[Judged], known: Known
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
            yield unreadable(judgement.sheet.table, error)
        yield from table_faults(judgement.sheet, Faults(tuple(cells), judgement.lines, tuple(more)))


def _unchecked(judged: Judged) -> Iterator[Unchecked]:
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
