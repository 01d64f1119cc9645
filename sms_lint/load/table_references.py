"""Ids in tables: used once, and found where something refers to them. By anti-join, never one by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.faults import closest, other_words, same_but_for_form
from sms_lint.ground.sentences import joined, repeated_id
from sms_lint.ground.sql import literal
from sms_lint.load.table_rows import MOST_REPORTED, CellFault
from sms_lint.load.table_sheets import Sheet, rows
from sms_lint.model.columns import FieldForm
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.finding import Unchecked
from sms_lint.model.node import Document, Node, Register
from sms_lint.model.row_rules import column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Known:
    """All nodes besides the tables, and the kinds of rows of which some may be missing.

    `unread` are words of what could not be read; `lost` the kinds of which some may exist unseen, `*` any.
    """

    nodes: Mapping[str, Node]
    kinds: Mapping[str, type[Node]]
    unread: frozenset[str]
    lost: frozenset[str] = frozenset()

    def without(self, lost: frozenset[str]) -> "Known":
        """The same, where rows of the kinds `lost` are out of view too."""
        return replace(self, lost=self.lost | lost)

    def allowed(self, links: Collection[str]) -> frozenset[str]:
        """The kinds that a reference may lead to; empty for any. A document is one of any kind of document."""
        documents = {name for name, model in self.kinds.items() if issubclass(model, Document)}
        return frozenset(links) | (documents if "document" in links else frozenset())

    def may_be_lost(self, links: Collection[str]) -> bool:
        """Whether what a reference leads to may be out of view."""
        if not self.lost:
            return False
        return not links or "document" in links or "*" in self.lost or not self.lost.isdisjoint(links)


def lost_kinds(unread: Iterable[str]) -> frozenset[str]:
    """The kinds of which some may exist unseen, out of the words of what could not be read."""
    return frozenset(word[:-2] for word in unread if word.endswith(":*"))


class Column(NamedTuple):
    """A column of references: the number of its table, and its place among the fields."""

    sheet: int
    place: int


class IdFaults(NamedTuple):
    """Faults of ids and references in one table; `more` counts those that are not in `faults`."""

    faults: tuple[CellFault, ...]
    more: int


_TABLES = """
CREATE TABLE ids (id VARCHAR, sheet INTEGER);
CREATE TABLE refs (sheet INTEGER, field INTEGER, ref VARCHAR, times BIGINT, row BIGINT);
CREATE TABLE sheets (sheet INTEGER, kind VARCHAR);
"""
_KNOWN = """
CREATE OR REPLACE TABLE known (id VARCHAR, kind VARCHAR);
CREATE OR REPLACE TABLE unread (id VARCHAR);
CREATE OR REPLACE VIEW targets AS
SELECT id, kind FROM known UNION ALL SELECT id, kind FROM ids JOIN sheets USING (sheet);
"""


def make_tables(connection: "DuckDBPyConnection") -> None:
    """Make the tables of ids and references."""
    connection.execute(_TABLES)


def know(connection: "DuckDBPyConnection", known: Known) -> None:
    """Fill in what is known without any data file, in place of what was known before."""
    connection.execute(_KNOWN)
    kinds = [node.kind for node in known.nodes.values()]
    connection.execute(
        "INSERT INTO known SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])", [list(known.nodes), kinds]
    )
    connection.execute("INSERT INTO unread SELECT unnest($1::VARCHAR[])", [list(known.unread)])


def gather(connection: "DuckDBPyConnection", sheet: Sheet) -> None:
    """Take in the ids and the references of one table; after `take_rows`."""
    number = sheet.number
    connection.execute(
        f"INSERT INTO ids SELECT id, {number} FROM {rows(sheet)} WHERE id IS NOT NULL",
    )
    connection.execute("INSERT INTO sheets VALUES ($1, $2)", [number, sheet.model.KIND.name])
    single = [(place, form) for place, form in _links(sheet) if not form.many]
    if single:
        pairs = ", ".join(f"{{'field': {place}, 'ref': {column(form.name)}}}" for place, form in single)
        _gather(connection, sheet, f"SELECT row, unnest([{pairs}], recursive := true)")
    for place, form in _links(sheet):
        if form.many:
            items = f"string_split({column(form.name)}, '{SEPARATOR}')"
            _gather(connection, sheet, f"SELECT row, {place} AS field, unnest({items}) AS ref")


def _links(sheet: Sheet) -> Iterator[tuple[int, FieldForm]]:
    for place, form in enumerate(sheet.forms):
        if form.links is not None and form.name in sheet.columns:
            yield place, form


def _gather(connection: "DuckDBPyConnection", sheet: Sheet, select: str) -> None:
    connection.execute(
        f"INSERT INTO refs SELECT {sheet.number}, field, ref, count(*), min(row) "
        f"FROM ({select} FROM {rows(sheet)}) WHERE ref IS NOT NULL GROUP BY field, ref"
    )


def find_duplicates(connection: "DuckDBPyConnection") -> bool:
    """Note the ids of rows that are used more than once, for `duplicates`; whether there are any."""
    connection.execute(
        "CREATE OR REPLACE TABLE twice AS "
        "SELECT lower(id) AS id, min(sheet) AS sheet, arg_min(id, sheet) AS written FROM ids "
        "GROUP BY lower(id) HAVING count(*) > 1 OR lower(id) IN (SELECT lower(id) FROM known)"
    )
    return bool(connection.execute("SELECT count(*) FROM twice").fetchall()[0][0])


def duplicates(
    connection: "DuckDBPyConnection", sheet: Sheet, sheets: Sequence[Sheet], known: Known
) -> IdFaults:
    """The rows of a table whose id is used elsewhere already, in capitals or not; after `find_duplicates`."""
    query = (
        "SELECT row, id, first, earlier, sheet, written, node, count(*) OVER () FROM ("
        "SELECT row, ids.id, twice.sheet, written, min(row) OVER same AS first, "
        "arg_min(ids.id, row) OVER same AS earlier, "
        "(SELECT min(known.id) FROM known WHERE lower(known.id) = twice.id) AS node "
        f"FROM {rows(sheet)} AS ids JOIN twice ON lower(ids.id) = twice.id WINDOW same AS (PARTITION BY twice.id)) "
        f"WHERE row <> first OR sheet < {sheet.number} OR node IS NOT NULL ORDER BY row LIMIT {MOST_REPORTED}"
    )
    found = connection.execute(query).fetchall()
    by_number = {other.number: other for other in sheets}
    faults = []
    for row, identifier, first, earlier, number, written, node, _ in found:
        if node is not None:
            user = _User(node, f"{known.nodes[node].KIND.noun} in {known.nodes[node].path}")
        elif number < sheet.number:
            other = by_number[number]
            user = _User(written, f"{other.model.KIND.noun} in {other.data.path}")
        else:
            user = _User(earlier, f"row {first + 1} of this file", first)
        message = repeated_id(identifier, user.id, user.where)
        faults.append(CellFault("duplicate-id", row, "id", message, identifier, identifier, user.row))
    return IdFaults(tuple(faults), found[0][-1] - len(found) if found else 0)


class _User(NamedTuple):
    """Who uses an id already: the id as it is written there, where that is, and the row of the same file."""

    id: str
    where: str
    row: int | None = None


def astray(connection: "DuckDBPyConnection", sheets: Iterable[Sheet], known: Known) -> frozenset[Column]:
    """The columns with references that lead nowhere or to the wrong kind, for `references`.

    One question for all tables: nearly always there are none, and each question takes time.
    """
    fields = [
        (sheet.number, place, sorted(known.allowed(form.links or ())))
        for sheet in sheets
        for place, form in _links(sheet)
    ]
    if not fields:
        return frozenset()
    found = connection.execute(
        "SELECT DISTINCT sheet, field FROM (SELECT sheet, field FROM refs JOIN ("
        "SELECT unnest($1::INTEGER[]) AS sheet, unnest($2::INTEGER[]) AS field, unnest($3::VARCHAR[][]) AS kinds"
        ") USING (sheet, field) LEFT JOIN targets ON targets.id = ref GROUP BY sheet, field, ref "
        "HAVING NOT bool_or(targets.id IS NOT NULL AND (kinds = [] OR list_contains(kinds, kind))))",
        list(zip(*fields, strict=True)),
    ).fetchall()
    return frozenset(map(Column._make, found))


def references(
    connection: "DuckDBPyConnection", sheet: Sheet, known: Known, columns: Collection[Column]
) -> IdFaults:
    """The references of a table that lead nowhere or to the wrong kind, each wrong id once for each column.

    `columns` are those that `astray` has found.
    """
    found: list[CellFault] = []
    more = 0
    for place, form in _links(sheet):
        if (sheet.number, place) not in columns:
            continue
        of_column = f"sheet = {sheet.number} AND field = {place} AND NOT {form_of_ref(form)}"
        for faults, left in (
            _dangling(connection, sheet, of_column, form, known),
            _wrong_kind(connection, sheet, of_column, form, known),
        ):
            found += faults
            more += left
    found.sort(key=lambda fault: fault.row)
    return IdFaults(tuple(found[:MOST_REPORTED]), more + len(found[MOST_REPORTED:]))


def form_of_ref(form: FieldForm) -> str:
    """A condition on `ref` that is true where it does not have the form of an id, which is another fault."""
    return FieldForm("ref", required=False, schema=form.schema).wrong()


def _dangling(
    connection: "DuckDBPyConnection", sheet: Sheet, of_column: str, form: FieldForm, known: Known
) -> tuple[list[CellFault], int]:
    links = form.links or ()
    if known.may_be_lost(links):
        return [], 0
    found = connection.execute(
        f"SELECT ref, times, row, {_id_in_row(sheet, 'refs.row')}, count(*) OVER () FROM refs "
        f"WHERE {of_column} AND NOT EXISTS (SELECT 1 FROM targets WHERE targets.id = ref) "
        f"AND ref NOT IN (SELECT id FROM unread) ORDER BY row, ref LIMIT {MOST_REPORTED}"
    ).fetchall()
    faults = []
    for ref, times, row, identifier, _ in found:
        meant = _meant(connection, ref, known.allowed(links))
        hint = f"; did you mean `{meant}`?" if meant else ""
        fault = CellFault(
            "dangling-reference",
            row,
            form.name,
            f"`{form.name}`{f' of {identifier}' if identifier else ''} refers to `{ref}`, which does not exist"
            f"{hint}{_also(times)}",
            node=identifier or "",
            sample=ref,
            cause=ref,
            meant=meant,
            is_certain=same_but_for_form(ref, meant),
        )
        faults.append(fault)
    return faults, found[0][-1] - len(found) if found else 0


def _id_in_row(sheet: Sheet, row: str) -> str:
    """A question for the id in a row of a table; null where there is none."""
    return f"(SELECT id FROM {rows(sheet)} AS whole WHERE whole.row = {row})"


def _meant(connection: "DuckDBPyConnection", ref: str, allowed: Collection[str]) -> str:
    """A suggestion, from the few ids that are nearest by the database's measure."""
    of_kind = f"WHERE kind IN ({_texts(allowed)})" if allowed else ""
    found = connection.execute(
        f"SELECT id FROM targets {of_kind} ORDER BY levenshtein(id, $1), id LIMIT 5", [ref]
    ).fetchall()
    return closest(ref, [row[0] for row in found if other_words(row[0], ref)]) or ""


def unjudged(sheets: Iterable[Sheet], known: Known) -> Iterator[Unchecked]:
    """Say which references were not looked up, because what they lead to may be out of view."""
    fields: dict[str, None] = {}
    files: dict[str, None] = {}
    for sheet in sheets:
        for _, form in _links(sheet):
            if known.may_be_lost(form.links or ()):
                fields[form.name], files[sheet.data.path] = None, None
    if fields:
        where = next(iter(files)) if len(files) == 1 else f"{len(files)} tables"
        why = "they may refer to something in a file or table that could not be read completely"
        yield Unchecked(f"references in {', '.join(f'`{name}`' for name in fields)} of {where}", why)


def _texts(names: Iterable[str]) -> str:
    return ", ".join(literal(name) for name in sorted(names))


def _also(times: int) -> str:
    if times < 2:
        return ""
    return f" (and in {times - 1} more {'row' if times == 2 else 'rows'})"


def _wrong_kind(
    connection: "DuckDBPyConnection", sheet: Sheet, of_column: str, form: FieldForm, known: Known
) -> tuple[list[CellFault], int]:
    links = form.links or ()
    if not links:
        return [], 0
    fits = f"kind IN ({_texts(known.allowed(links))})"
    found = connection.execute(
        f"SELECT ref, times, first, kind, {_id_in_row(sheet, 'first')}, count(*) OVER () FROM ("
        "SELECT ref, any_value(times) AS times, any_value(row) AS first, min(kind) AS kind "
        f"FROM refs JOIN targets ON targets.id = ref WHERE {of_column} "
        f"GROUP BY ref HAVING NOT bool_or({fits})) ORDER BY first, ref LIMIT {MOST_REPORTED}"
    ).fetchall()
    wanted = joined([_noun(kind, known) for kind in links], "or")
    faults = [
        CellFault(
            "reference-kind",
            row,
            form.name,
            f"`{form.name}` must refer to {wanted}, but `{ref}` is {_noun(kind, known)}{_also(times)}",
            node=identifier or "",
            sample=ref,
        )
        for ref, times, row, kind, identifier, _ in found
    ]
    return faults, found[0][-1] - len(found) if found else 0


def _noun(kind: str, known: Known) -> str:
    if kind == "document":
        return "a document"
    if kind == Register.KIND.name:
        return Register.KIND.noun
    return known.kinds[kind].KIND.noun if kind in known.kinds else f"a {kind}"


def rows_referred_to(connection: "DuckDBPyConnection", wanted: Iterable[str]) -> Mapping[str, int]:
    """The number of the table that holds each id that is `wanted`, or that another table refers to."""
    connection.execute(
        "CREATE OR REPLACE TABLE wanted AS SELECT unnest($1::VARCHAR[]) AS id", [sorted(wanted)]
    )
    found = connection.execute(
        "SELECT id, min(sheet) FROM ids WHERE id IN (SELECT id FROM wanted) "
        "OR EXISTS (SELECT 1 FROM refs WHERE ref = ids.id AND refs.sheet <> ids.sheet) GROUP BY id"
    ).fetchall()
    return dict(found)
