"""All text that people have written, in pieces with known places: for rules about the text itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sms_lint.ground.source import Location
from sms_lint.ground.substance import figures_in
from sms_lint.ground.text import front_matter, parsed
from sms_lint.ground.text.prose import Element
from sms_lint.model.finding import Severity
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.system.sms import Sms

BETWEEN_CELLS = "\0"
_TABLE = re.compile(r"^\|[^\n]*\n\|[ \t:|-]+\|[ \t]*\n(?:\|[^\n]*(?:\n|\Z))+", re.M)
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Writing:
    """A stretch of text, the node that holds it, where a part of it is, and the id of what the part belongs to.

    That is an entry where the text is that of a register or a column of a table, so it differs from place to place.
    """

    node: Node
    text: str
    at: Callable[[int, int], Location]
    id_at: Callable[[int], str]

    def commented(self, start: int) -> bool:
        """Whether that offset is in a comment line of YAML."""
        return self.text[self.text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("#")


def bodies(sms: Sms) -> Iterator[Writing]:
    """The text of every document and record in prose, without its code."""
    for node, text in sms.prose:
        yield Writing(node, text, _in_file(node), _id_in_file(sms, node))


def parts(writing: Writing, *kinds: str) -> Iterator[Element]:
    """The parts of these kinds of a text in prose, where the forge sees one."""
    return (part for part in parsed(writing.node.origin.file.text).walk() if part.kind in kinds)


def values(sms: Sms) -> Iterator[Writing]:
    """The values of everything: YAML, front matter, and the columns of tables."""
    for node in sms.by_path.values():
        text = node.origin.file.text
        if node.path.endswith(".md"):
            start, end = front_matter(text)
            yield Writing(node, text[:end] if start else "", _in_file(node), _id_in_file(sms, node))
        else:
            yield Writing(node, text, _in_file(node), _id_in_file(sms, node))
    yield from cells(sms)


def files(sms: Sms) -> Iterator[Writing]:
    """Everything that is written, code and comments included: whole files, and the columns of tables."""
    for node in sms.by_path.values():
        yield Writing(node, node.origin.file.text, _in_file(node), _id_in_file(sms, node))
    yield from cells(sms)


def cells(sms: Sms) -> tuple[Writing, ...]:
    """The columns of tables, one stretch of text for each, with `BETWEEN_CELLS` between its cells."""
    return sms.once(_cells)


def _cells(sms: Sms) -> tuple[Writing, ...]:
    """The columns of tables, one stretch of text for each."""
    writings = []
    for table in sms.all(Table):
        for name in sms.kinds[table.of].model_fields if table.of in sms.kinds else ():
            text = BETWEEN_CELLS.join(table.column(name))
            if text.strip(BETWEEN_CELLS):
                row_of = partial(text.count, BETWEEN_CELLS, 0)
                writings.append(
                    Writing(table, text, _in_column(table, name, row_of), _id_in_column(table, row_of))
                )
    return tuple(writings)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table in Markdown: its cells, those of the first row, and its place."""

    cells: tuple[str, ...]
    head: tuple[str, ...]
    place: Callable[[], Location]

    def figures(self, start: int = 1) -> frozenset[Decimal]:
        """The figures in the cells from the one numbered `start` on."""
        return frozenset(figure for cell in self.cells[start:] for figure in figures_in(cell))


def tables_in(writing: Writing) -> Iterator[tuple[TableRow, ...]]:
    """The tables of a text, each as its rows below the first one."""
    for table in _TABLE.finditer(writing.text) if "|" in writing.text else ():
        start, rows = table.start(), []
        lines = table.group().splitlines(keepends=True)
        head = _cells_of(lines[0])
        for number, line in enumerate(lines):
            if number > 1:
                rows.append(
                    TableRow(_cells_of(line), head, partial(writing.at, start, start + len(line.rstrip())))
                )
            start += len(line)
        yield tuple(rows)


def _cells_of(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _BAR.split(line.strip().removeprefix("|").removesuffix("|")))


def severity_of_exposure(node: Node) -> Severity:
    """How severe it is that a node discloses something private: an error where everybody may read it."""
    register = node.register if isinstance(node, Record) else None
    holder = register or node
    is_public = isinstance(holder, Document | Register) and holder.classification == "public"
    return "error" if is_public else "warning"


def _in_file(node: Node) -> Callable[[int, int], Location]:
    file = node.origin.file
    return lambda start, end: Location(file, start, end)


def _id_in_file(sms: Sms, node: Node) -> Callable[[int], str]:
    file = node.origin.file
    return lambda start: sms.id_at(Location(file, start, start))


def _in_column(table: Table, name: str, row_of: Callable[[int], int]) -> Callable[[int, int], Location]:
    return lambda start, _: table.cell_at(row_of(start), name)


def _id_in_column(table: Table, row_of: Callable[[int], int]) -> Callable[[int], str]:
    return lambda start: table.cell("id", row_of(start)) or table.id
