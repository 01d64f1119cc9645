"""One entry of a kind, wherever it is written: in a register, in a file of its own, or in a row of a table.

A rule that looks from one kind of record to another reads entries, so that it need not know which of the three
forms an organization has chosen.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast

from sms_lint.ground.source import Location, RouteKey
from sms_lint.model.node import Node, Table
from sms_lint.model.row_rules import moment, number

SEPARATOR = ";"


@lru_cache(maxsize=1024)  # asked for each field of each entry, and slow to tell of models
def _is_table(model: type[Node]) -> bool:
    return issubclass(model, Table)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its id, the node that holds it, and its row, from 0, where that node is a table."""

    id: str
    node: Node
    row: int = -1

    def __hash__(self) -> int:
        """By its id and row: a table, which holds columns, has no hash."""
        return hash((self.id, self.row))

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return cast(Table, self.node).of if _is_table(type(self.node)) else self.node.kind

    def text(self, name: str) -> str:
        """What a field says, as it would be written; empty where it says nothing."""
        node = self.node
        if _is_table(type(node)):
            return cast(Table, node).cell(name, self.row)
        value = node.field_value(name)
        if type(value) is str:  # nearly all are
            return value
        if value is None or type(value) is tuple:  # a duration is a tuple too, and says something
            return SEPARATOR.join(map(str, value)) if value and isinstance(value[0], str) else ""
        return value.isoformat() if isinstance(value, date) else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """What a field with several values says."""
        return tuple(part for part in self.text(name).split(SEPARATOR) if part)

    def says(self, name: str, words: Container[str]) -> bool:
        """Whether a field, or one of its values, is one of some words."""
        text = self.text(name)
        return text in words or (SEPARATOR in text and any(part in words for part in text.split(SEPARATOR)))

    def moment(self, name: str) -> datetime | None:
        """The date and time in a field, in UTC where no offset is stated; None where there is none."""
        return moment(self.text(name))

    def day(self, name: str) -> date | None:
        """The day in a field."""
        found = self.moment(name)
        return found.date() if found else None

    def number(self, name: str) -> Decimal | None:
        """The number in a field."""
        return number(self.text(name))

    def at(self, *keys: RouteKey) -> Location:
        """The place of a field, or of a part of it; of the entry where it has no such field."""
        if isinstance(self.node, Table):
            return self.node.cell_at(self.row, str(keys[0]) if keys else "id")
        return self.node.at(*keys)

    def place(self) -> Location:
        """The place that stands for the entry as a whole: its id."""
        return self.at("id")


def entries_of(node: Node) -> Iterator[Entry]:
    """The entries that a node holds: the rows of a table, else itself."""
    if isinstance(node, Table):
        # A row without an id is reported where it is read, and no rule could name it.
        yield from (
            Entry(identifier, node, row) for row, identifier in enumerate(node.column("id")) if identifier
        )
    else:
        yield Entry(node.id, node)
