"""Rows of tables as records: for questions that are put to a record as a whole, wherever it is written.

Most rules ask entries, which answer with texts and cost nothing. A kind of which there are few may be asked for as
records, so that a rule knows nothing of tables.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from sms_lint.ground.source import Location, Origin, RouteKey
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.node import Node, Record, Table


@dataclass(frozen=True)
class RowOrigin(Origin):
    """Where the values of a row are: each field in a cell of its own."""

    cell: Callable[[str], Location] = field(kw_only=True)

    def at(self, *keys: RouteKey) -> Location:
        """The cell of a field; that of the id for the row as a whole."""
        return self.cell(str(keys[0]) if keys else "id")

    def at_key(self, *keys: RouteKey) -> Location:
        """The cell of a field, which has no key of its own."""
        return self.at(*keys)


def row_record(model: type[Node], entry: Entry) -> Node | None:
    """The record that a row holds; None where it does not fit its kind, which is reported by itself."""
    table = cast(Table, entry.node)
    cells = ((form, table.cell(form.name, entry.row)) for form in field_forms(model))
    values = {form.name: _value(form, text) for form, text in cells if text or form.many}
    node = model.read(values)[0]
    if node is None:
        return None
    if isinstance(node, Record):
        node.entered(table)
    return node.written(RowOrigin(table.origin.file, table.origin.places, cell=entry.at))


def _value(form: FieldForm, text: str) -> str | list[str]:
    """What a cell says; an empty one of a field with several values holds none of them."""
    return [part for part in text.split(SEPARATOR) if part] if form.many else text
