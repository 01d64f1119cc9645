"""What becomes of one entry: the steps that lead from its values as they are to those that the workbook asks for.

The same steps are carried out on the values, to judge them, and on the text of the file, byte by byte.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from sms_lint.ground.source import Quoted, Route
from sms_lint.ground.text import read_yaml
from sms_lint.ground.text.yaml_edit import with_item, with_value, without
from sms_lint.ground.text.yaml_written import Value, Written
from sms_lint.intake.workbook.changes import CellChange, GoneGroup, NewGroup, Values
from sms_lint.intake.workbook.columns import Column, SheetForm
from sms_lint.intake.workbook.holdings import Row, value_at


@dataclass(frozen=True)
class EntryEdit:
    """All that a workbook changes in one entry."""

    row: Row
    changes: tuple[CellChange, ...] = ()
    new_groups: tuple[NewGroup, ...] = ()
    gone_groups: tuple[GoneGroup, ...] = ()

    def only(self, change: CellChange) -> "EntryEdit":
        """The edit with this one change alone."""
        return EntryEdit(self.row, (change,))

    def without(self, refused: Sequence[CellChange]) -> "EntryEdit":
        """The edit without some of its changes."""
        return replace(self, changes=tuple(change for change in self.changes if change not in refused))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to be done."""
        return not (self.changes or self.new_groups or self.gone_groups)


@dataclass(frozen=True)
class Step:
    """One step: a value at a route, nothing there any more, or one more group at the end of a list."""

    route: Route
    value: Value | None
    is_added: bool = False


def steps_of(edit: EntryEdit) -> list[Step]:
    """The steps of an edit, in an order in which none disturbs the numbers of another."""
    steps = [Step(change.route, value_of(change.column, change.texts)) for change in edit.changes]
    steps += [Step(group.field, group_value(group.values), is_added=True) for group in edit.new_groups]
    gone = sorted(edit.gone_groups, key=lambda group: (group.field, group.number), reverse=True)
    return steps + [Step((*group.field, group.number), None) for group in gone]


def value_of(column: Column, texts: Sequence[str]) -> Value | None:
    """A value as it is to be written; None where the field is left out."""
    written = [Written(text, column.form == "text") for text in texts]
    if column.many:
        return written if written or column.required else None
    return written[0] if written else None


def group_value(values: Values) -> Mapping[str, Value]:
    """The fields of a new line as a group of keys, those of groups in it below theirs."""
    group: dict[str, Any] = {}
    for route, (column, texts) in values.items():
        value = value_of(column, texts)
        if value is not None:
            inner = group
            for key in route[:-1]:
                inner = inner.setdefault(key, {})
            inner[route[-1]] = value
    return group


def edited_values(values: Mapping[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
    """The values of an entry once the steps are done."""
    found: dict[str, Any] = deepcopy(dict(values))
    for step in steps:
        if step.is_added:
            _set(found, step.route, [*(value_at(found, step.route) or []), _typed(step.value)])
        elif step.value is None:
            _remove(found, step.route)
        else:
            _set(found, step.route, _typed(step.value))
    return found


def _typed(value: Value | None) -> Any:
    """What is read where a value is written; texts that may look like numbers are in quotes."""
    if isinstance(value, Written):
        return Quoted(value.text) if value.is_text else value.text
    if isinstance(value, Mapping):
        return {key: _typed(part) for key, part in value.items()}
    return [_typed(part) for part in value or ()]


def _set(values: Any, route: Route, value: Any) -> None:
    for key in route[:-1]:
        if isinstance(values, dict) and not isinstance(values.get(str(key)), dict | list):
            values[str(key)] = {}
        values = values[key]
    values[route[-1]] = value


def _remove(values: Any, route: Route) -> None:
    """Take a value away, and the group or list around it if it was the last."""
    around = value_at(values, route[:-1]) if route[:-1] else values
    if isinstance(around, dict):
        around.pop(str(route[-1]), None)
    elif isinstance(around, list) and isinstance(route[-1], int):
        del around[route[-1]]
    if not around and route[:-1]:
        _remove(values, route[:-1])


def edited_text(text: str, steps: Sequence[Step], forms: Sequence[SheetForm]) -> str:
    """The text of an entry once the steps are done. Raises UneditableError where it is written in a form of its own."""
    for step in steps:
        text = _after(text, step, forms)
    return text


def _after(text: str, step: Step, forms: Sequence[SheetForm]) -> str:
    held = read_yaml(text).values
    there = value_at(held, step.route)
    if step.is_added and step.value is not None:
        if isinstance(there, list) and there:
            return with_item(text, step.route, step.value)
        return with_value(text, step.route, [step.value], keys_beside(step.route, forms))
    if step.value is not None:
        return with_value(text, step.route, step.value, keys_beside(step.route, forms))
    return _without(text, held, step.route)


def _without(text: str, held: Any, route: Route) -> str:
    """The text without a value, and without the group or list around it if it was the last."""
    around = value_at(held, route[:-1]) if route[:-1] else held
    if isinstance(around, dict) and str(route[-1]) not in around:
        return text
    if len(route) > 1 and isinstance(around, dict | list) and len(around) == 1:
        return _without(text, held, route[:-1])
    return without(text, route)


def keys_beside(route: Route, forms: Sequence[SheetForm]) -> tuple[str, ...]:
    """The keys of the group that a route leads into, as they usually follow each other."""
    names = tuple(key for key in route if isinstance(key, str))[:-1]
    for form in forms:
        routes = [(*form.field, *column.route) for column in form.columns]
        beside = [
            found[len(names)] for found in routes if found[: len(names)] == names and len(found) > len(names)
        ]
        if beside and (len(form.field) <= len(names)):
            return tuple(
                dict.fromkeys(
                    [
                        *beside,
                        *(other.field[-1] for other in forms if other.field and other.field[:-1] == names),
                    ]
                )
            )
    return ()
