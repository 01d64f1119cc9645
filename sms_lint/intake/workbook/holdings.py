"""What a register holds, as its files say it: the entries of a list, the rows of a CSV file, or a file for each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import listed
from sms_lint.ground.source import Route
from sms_lint.intake.workbook.columns import SheetForm, sheet_forms
from sms_lint.model.columns import field_forms
from sms_lint.model.controlled_files import form_of
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.node import MOST_KEPT, Document, Node, Record, Register, Table
from sms_lint.model.text_values import text_values
from sms_lint.system.sms import Sms

HoldingForm = Literal["list", "rows", "files"]


@dataclass(frozen=True)
class Row:
    """An entry: its file, the route to it in there, and its values as they are written."""

    id: str
    path: str
    route: Route
    values: Mapping[str, Any]

    def __hash__(self) -> int:
        """By its id, which no other entry of a register has."""
        return hash(self.id)


@dataclass(frozen=True)
class Holding:
    """The entries of one register, or the records of a kind that have a file each. `name` is how it is asked for."""

    name: str
    title: str
    model: type[Node]
    form: HoldingForm
    rows: tuple[Row, ...]
    texts: Mapping[str, str]
    path: str
    table: Table | None = None

    @property
    def kind(self) -> str:
        """The name of the kind of its entries."""
        return self.model.KIND.name

    @property
    def sheets(self) -> tuple[SheetForm, ...]:
        """The sheets that it has in a workbook; a table has only the columns of its file."""
        forms = sheet_forms(self.model)
        if self.table is None:
            return forms
        main = forms[0]
        columns = tuple(column for column in main.columns if column.route[0] in self.table.cells)
        return (SheetForm(main.title, columns),)


def holding_of(sms: Sms, name: str) -> Holding:
    """The register of this id or path, the files of this folder, or what there is of this kind.

    Raises SmsError where there is none or several, and where it cannot be exported.
    """
    named = [register for register in sms.registers if name in (register.id, register.path)]
    folders = _folders(sms)
    files = (
        {place: nodes for place, nodes in folders.items() if name.rstrip("/") in place} if not named else {}
    )
    if not named and name in sms.kinds:
        named = [register for register in sms.registers if register.of == name]
    places = [*(register.id for register in named), *sorted(folder for folder, _ in files)]
    if len(places) > 1:
        raise SmsError(f"there are several places with entries of kind {name}; name one: {', '.join(places)}")
    if files:
        (folder, kind), nodes = files.popitem()
        return _files_holding(sms, folder, kind, nodes)
    if not named:
        raise SmsError(_nothing(sms, name))
    register = named[0]
    if register.of not in sms.kinds:
        raise SmsError(f"{register.path} holds entries of a kind that there is not; see `sms-lint check`")
    return _table_holding(sms, register) if isinstance(register, Table) else _list_holding(sms, register)


def _nothing(sms: Sms, name: str) -> str:
    if name in sms.kinds and issubclass(sms.kinds[name], Document):
        return f"{name} is a kind of document, and documents are texts; a workbook holds the entries of registers"
    if name in sms.kinds:
        return f"there is nothing of kind {name} yet; `sms-lint new {name}` begins it"
    known = sorted({register.id for register in sms.registers} | {kind for _, kind in _folders(sms)})
    return f"there is no register {name}{nearest(name, known)}; there are {listed(known, shown=60)}"


def _folders(sms: Sms) -> Mapping[tuple[str, str], list[Record]]:
    """The records that have a file of their own, by their folder and kind."""
    found: dict[tuple[str, str], list[Record]] = {}
    for node in sms.all(Record):
        if node.register is None:
            found.setdefault((node.path.rpartition("/")[0], node.kind), []).append(node)
    return found


def _files_holding(sms: Sms, folder: str, kind: str, files: list[Record]) -> Holding:
    if kind in sms.hidden:
        raise SmsError(f"a file of kind {kind} cannot be read; put right what `sms-lint check` says first")
    model = sms.kinds[kind]
    rows, texts = [], {}
    for node in files:
        text = node.origin.file.text
        values = text_values(node.path, text).values or {}
        texts[node.path] = text
        rows.append(
            Row(node.id, node.path, (), {key: value for key, value in values.items() if key != "kind"})
        )
    _refuse_twice(row.id for row in rows)
    return Holding(folder, model.KIND.register, model, "files", tuple(rows), texts, folder)


def _list_holding(sms: Sms, register: Register) -> Holding:
    text = register.origin.file.text
    values = text_values(register.path, text).values or {}
    entries = values.get("entries") or []
    rows = []
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            raise SmsError(
                f"entry {number + 1} of {register.path} has no id; give it one first (see `sms-lint check`)"
            )
        rows.append(Row(name, register.path, ("entries", number), entry))
    _refuse_twice(row.id for row in rows)
    model = sms.kinds[register.of]
    return Holding(
        register.id, register.title, model, "list", tuple(rows), {register.path: text}, register.path
    )


def _table_holding(sms: Sms, table: Table) -> Holding:
    _refuse_faulty(sms, table)
    lists = {form.name for form in field_forms(sms.kinds[table.of]) if form.many}
    rows = []
    for number, cells in enumerate(table.rows(0, table.count)):
        values = {name: cell.split(SEPARATOR) if name in lists else cell for name, cell in cells.items()}
        rows.append(Row(cells["id"], table.data_path, (number,), values))
    _refuse_twice(row.id for row in rows)
    text = table.cell_at(0, "id").file.text if rows and form_of(table.data_path) == "csv" else ""
    model = sms.kinds[table.of]
    texts = {table.data_path: text} if text else {}
    return Holding(table.id, table.title, model, "rows", tuple(rows), texts, table.data_path, table)


def _refuse_faulty(sms: Sms, table: Table) -> None:
    if "id" not in table.cells and table.count:
        raise SmsError(f"{table.data_path} has no column with the ids, so no row of it could be found again")
    if table.count > MOST_KEPT:
        raise SmsError(f"{table.data_path} has more than {MOST_KEPT:,} rows, too many for a spreadsheet")
    if any(fault.at.path == table.data_path and fault.rule == "syntax" for fault in sms.reading_faults):
        raise SmsError(
            f"lines of {table.data_path} cannot be read as rows; put right what `sms-lint check` says first"
        )
    if not all(table.column("id")):
        raise SmsError(f"a row of {table.data_path} has no id; give it one first")


def _refuse_twice(names: Iterable[str]) -> None:
    twice = [name for name, group in groupby(sorted(names)) if sum(1 for _ in group) > 1]
    if twice:
        raise SmsError(f"the id {twice[0]} is used twice; put that right first (see `sms-lint check`)")


def value_at(values: Any, route: Iterable[str | int]) -> Any:
    """The value at a route of keys; None where there is none."""
    for key in route:
        if isinstance(values, Mapping):
            values = values.get(str(key))
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            return None
    return values


def lines_of(form: SheetForm, row: Row) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a sheet shows of an entry: the entry itself, or each group of a list, by the key of its line."""
    if not form.field:
        yield row.id, row.values
        return
    groups = value_at(row.values, form.field)
    for number, group in enumerate(groups if isinstance(groups, list) else ()):
        yield line_key(row.id, number), group if isinstance(group, Mapping) else {}


def line_key(name: str, number: int) -> str:
    """The key of a group in the list of an entry; numbers count from 0."""
    return f"{name}#{number + 1}"
