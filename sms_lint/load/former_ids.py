"""References by a former id, in what may not be changed any more, lead to what has another id now."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sms_lint.ground.fields import Ref
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.former_ids import is_finished
from sms_lint.model.node import Kinds, Node, Register, Table


def with_ids_now(nodes: Iterable[Node], now: Mapping[str, str]) -> tuple[Node, ...]:
    """The same nodes; those that are finished name everything as it is called today.

    Rules, pages and backlinks then know of no former ids. What is written is still in the text of the file.
    """
    return tuple(
        _as_now(node, now)
        if not isinstance(node, Register) and is_finished(node) and any(ref in now for _, ref in node.refs())
        else node
        for node in nodes
    )


def rename_cells(tables: Iterable[Table], kinds: Kinds, now: Mapping[str, str]) -> None:
    """Name in the cells of tables as well what has another id now. Only for tables of this run."""
    for table in tables:
        forms = field_forms(kinds[table.of]) if table.of in kinds else ()
        links = {form.name for form in forms if form.links is not None}
        vars(table)["cells"] = {
            name: tuple(_cell(cell, now) for cell in cells) if name in links else cells
            for name, cells in table.cells.items()
        }


def _cell(cell: str, now: Mapping[str, str]) -> str:
    return SEPARATOR.join(now.get(part, part) for part in cell.split(SEPARATOR)) if cell else cell


def _as_now(node: Node, now: Mapping[str, str]) -> Node:
    found = node.model_copy(update=_changed(node, now))
    vars(found).pop("_refs", None)
    return found


def _changed(part: BaseModel, now: Mapping[str, str]) -> dict[str, Any]:
    """The fields that hold a former id, with the id of today."""
    values = {name: getattr(part, name) for name in type(part).model_fields}
    renewed = {name: _renewed(value, now) for name, value in values.items()}
    return {name: value for name, value in renewed.items() if value is not values[name]}


def _renewed(value: Any, now: Mapping[str, str]) -> Any:
    if isinstance(value, Ref):
        return Ref(now[value], value.to) if value in now else value
    if type(value) is tuple:
        items = tuple(_renewed(item, now) for item in value)
        return items if any(item is not old for item, old in zip(items, value, strict=True)) else value
    if isinstance(value, BaseModel) and (update := _changed(value, now)):
        return value.model_copy(update=update)
    return value
