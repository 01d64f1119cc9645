"""A plan as texts of files: exactly the cells and rows that were changed, every other byte as it was."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Place, SourceFile
from sms_lint.ground.text import front_matter, places, read_yaml
from sms_lint.ground.text.csv_cells import MOST_HEADER_BYTES, column_names
from sms_lint.ground.text.csv_edit import CsvEdits, with_edits
from sms_lint.ground.text.yaml_edit import UneditableError
from sms_lint.ground.text.yaml_rows import with_row, without_row
from sms_lint.ground.text.yaml_written import Value, Written, field, group
from sms_lint.intake.workbook.entry_edits import (
    EntryEdit,
    edited_text,
    edited_values,
    keys_beside,
    steps_of,
    value_of,
)
from sms_lint.intake.workbook.holdings import Holding, Row
from sms_lint.intake.workbook.judging import Addition, Plan
from sms_lint.model.controlled_files import form_of
from sms_lint.model.entry import SEPARATOR

Texts = Mapping[str, str]


def applied(holding: Holding, plan: Plan) -> Mapping[str, str | None]:
    """The new text of each file that changes, by its path; None where it goes.

    Raises SmsError where a file is written in a form that only a person can change.
    """
    if holding.table is not None:
        return _table(holding, plan)
    if holding.form == "files":
        return _files(holding, plan)
    return {holding.path: _list(holding, plan)}


def _list(holding: Holding, plan: Plan) -> str:
    text = holding.texts[holding.path]
    text = _spliced(text, {edit.row.route: edit for edit in plan.edits}, holding)
    for row in sorted(plan.removals, key=lambda row: row.route, reverse=True):
        text = without_row(text, row.path, int(row.route[-1]))
    for addition in plan.additions:
        values = _ordered(addition, holding)
        text = with_row(text, holding.path, f"  - {group(values, 4)}\n")
    _confirm_list(holding, plan, text)
    return text


def _confirm_list(holding: Holding, plan: Plan, text: str) -> None:
    """Read the new text again: it says what was asked for, and nothing else."""
    edits = {edit.row.id: edit for edit in plan.edits}
    gone = {row.id for row in plan.removals}
    wanted = [_after(row, edits.get(row.id)) for row in holding.rows if row.id not in gone]
    wanted += [dict(addition.values) for addition in plan.additions]
    before, after = read_yaml(holding.texts[holding.path]).values, read_yaml(text).values
    if not isinstance(after, dict) or (after.get("entries") or []) != wanted:
        raise SmsError(_BY_HAND.format(holding.path))
    if {**before, "entries": None} != {**after, "entries": None}:
        raise SmsError(_BY_HAND.format(holding.path))


_BY_HAND = (
    "{} is written in a form that this cannot change without changing more; make the changes there by hand"
)


def _after(row: Row, edit: EntryEdit | None) -> dict[str, Any]:
    return edited_values(row.values, steps_of(edit)) if edit else dict(row.values)


def _files(holding: Holding, plan: Plan) -> Mapping[str, str | None]:
    texts: dict[str, str | None] = {}
    for edit in plan.edits:
        path = edit.row.path
        start, end = front_matter(holding.texts[path]) if form_of(path) == "markdown" else (0, None)
        text = holding.texts[path]
        head = text[start:end]
        changed = _entry_text(head, edit, holding, path)
        values = read_yaml(changed).values or {}
        if {key: value for key, value in values.items() if key != "kind"} != _after(edit.row, edit):
            raise SmsError(_BY_HAND.format(path))
        texts[path] = text[:start] + changed + text[start + len(head) :]
    texts.update({row.path: None for row in plan.removals})
    for addition in plan.additions:
        path = f"{holding.path}/{addition.id}.yml"
        if path in holding.texts:
            raise SmsError(f"there is a file {path} already")
        texts[path] = _file_text(holding, addition)
    return texts


def _file_text(holding: Holding, addition: Addition) -> str:
    """A file for a new record, with the same first line for editors as the others have."""
    first = next(iter(holding.texts.values())).split("\n", 1)[0].rstrip("\r")
    head = f"{first}\n" if first.startswith("#") else ""
    values: dict[str, Value] = {"kind": Written(holding.kind), **_ordered(addition, holding)}
    return head + "".join(f"{field(key, value, 0)}\n" for key, value in values.items())


def _ordered(addition: Addition, holding: Holding) -> dict[str, Value]:
    """The fields of a new entry, its id first and lists of groups last."""
    values: dict[str, Any] = {"id": Written(addition.id)}
    for route, (column, texts) in addition.entry.values.items():
        value = value_of(column, texts)
        if value is not None:
            inner = values
            for key in route[:-1]:
                inner = inner.setdefault(key, {})
            inner[route[-1]] = value
    for step in addition.steps:
        inner = values
        for outer in step.route[:-1]:
            inner = inner.setdefault(str(outer), {})
        inner.setdefault(str(step.route[-1]), []).append(step.value)
    order = keys_beside(("",), holding.sheets)
    return {
        key: values[key] for key in sorted(values, key=lambda key: order.index(key) if key in order else -1)
    }


def _spliced(text: str, edits: Mapping[Any, EntryEdit], holding: Holding) -> str:
    """The text with its entries changed, from the last to the first, so that places stay true."""
    found = places(SourceFile(holding.path, text))
    for route in sorted(edits, reverse=True):
        place = found[route]
        start, end, column = _stretch(text, place)
        inner = " " * column + text[start:end]
        changed = _entry_text(inner, edits[route], holding, holding.path)
        if changed[:column].strip():
            raise SmsError(_BY_HAND.format(holding.path))
        text = text[:start] + changed[column:] + text[end:]
    return text


def _stretch(text: str, place: Place) -> tuple[int, int, int]:
    """Where an entry stands: its begin, the end of its last line, and its column."""
    line = text.rfind("\n", 0, place.start) + 1
    if text[place.start] == "{":
        return place.start, place.end, 0
    end = text.find("\n", place.end)
    return place.start, len(text) if end == -1 else end + 1, place.start - line


def _entry_text(text: str, edit: EntryEdit, holding: Holding, path: str) -> str:
    """The text of an entry with its changes; ends of lines as they were."""
    is_windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    plain = text.replace("\r\n", "\n") if is_windows else text
    try:
        changed = edited_text(plain, steps_of(edit), holding.sheets)
    except (UneditableError, KeyError):
        raise SmsError(f"{edit.row.id}: {_BY_HAND.format(path)}") from None
    return changed.replace("\n", "\r\n") if is_windows else changed


def _table(holding: Holding, plan: Plan) -> Mapping[str, str | None]:
    if holding.table is None or form_of(holding.path) != "csv":
        raise SmsError(
            f"{holding.path} is no text; make the changes in the tool that it comes from, and export again"
        )
    text = holding.texts.get(holding.path, "")
    columns = {column.route[0]: column for column in holding.sheets[0].columns}
    named = {name: holding.table.columns.get(name, name) for name in columns}
    header, delimiter = column_names(text[:MOST_HEADER_BYTES].lstrip("\ufeff"), set(named.values()))
    places_of = {name: header.index(column) for name, column in named.items()}
    cells: dict[str, dict[int, str]] = defaultdict(dict)
    for edit in plan.edits:
        for change in edit.changes:
            value = _cell_text(change.texts)
            cells[edit.row.id][places_of[str(change.route[0])]] = value
    rows = [_csv_row(addition, places_of, len(header)) for addition in plan.additions]
    edits = CsvEdits(cells, frozenset(row.id for row in plan.removals), rows)
    return {holding.path: with_edits(text, delimiter, places_of["id"], edits)}


def _csv_row(addition: Addition, places_of: Mapping[str, int], width: int) -> list[str]:
    row = [""] * width
    row[places_of["id"]] = addition.id
    for route, (_, texts) in addition.entry.values.items():
        row[places_of[route[0]]] = _cell_text(texts)
    return row


def _cell_text(texts: Sequence[str]) -> str:
    """A value as a cell of a CSV file holds it."""
    return SEPARATOR.join(texts)
