"""Fixes that change what an entry says, wherever it is written: in YAML, in front matter, or in a row of a CSV file.

They are made by rules that know from other records what an entry should say. Everything beside the value stays as it
is. There is no fix where only a person can change the text without changing more.
"""

from collections.abc import Callable, Sequence

from sms_lint.ground.source import Location
from sms_lint.ground.text.csv_cells import MOST_HEADER_BYTES, CellSpan, cell_spans, column_names
from sms_lint.ground.text.csv_edit import written
from sms_lint.ground.text.yaml_edit import UneditableError, with_item, with_value, without
from sms_lint.ground.text.yaml_written import Value, Written
from sms_lint.model.columns import field_forms
from sms_lint.model.controlled_files import form_of
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.fix import Fix, TextEdit, smallest_edit, value_edit
from sms_lint.model.node import Node, Table
from sms_lint.system.sms import Sms


def saying(
    entry: Entry | Node, field: str, value: str, *, is_text: bool = False, safe: bool = False
) -> Fix | None:
    """The fix that writes one value into a field of an entry; `is_text` says that the field takes any text."""
    return _fix(
        f"write `{value}` in `{field}` of {entry.id}", _value_edit(_entry(entry), field, value, is_text), safe
    )


def listing_only(entry: Entry | Node, field: str, values: Sequence[str]) -> Fix | None:
    """The fix that writes several values into a field of an entry, in place of those that it has."""
    entry, names = _entry(entry), ", ".join(values)
    if isinstance(entry.node, Table):
        edit = _cell_edit(entry.node, entry, field, SEPARATOR.join(values))
    else:
        edit = _yaml_edit(
            entry.node, lambda text: with_value(text, (field,), _all(values), _order(entry.node))
        )
    return _fix(f"write `{names}` in `{field}` of {entry.id}", edit)


def naming_also(sms: Sms, entry: Entry | Node, field: str, *names: str) -> Fix | None:
    """The fix by which a field of an entry names something besides; a field for one name has to be empty."""
    entry = _entry(entry)
    model = sms.kinds.get(entry.kind)
    many = any(form.name == field and form.many for form in field_forms(model)) if model else False
    held = entry.texts(field)
    if not many and (held or len(names) > 1):
        return None
    title = f"name {', '.join(names)} in `{field}` of {entry.id}"
    if isinstance(entry.node, Table):
        return _fix(title, _cell_edit(entry.node, entry, field, SEPARATOR.join((*held, *names))))
    return _fix(title, _yaml_edit(entry.node, lambda text: _with_names(text, entry, field, names, many=many)))


def _with_names(text: str, entry: Entry, field: str, names: Sequence[str], *, many: bool) -> str:
    if not many:
        return with_value(text, (field,), Written(names[0], is_text=False), _order(entry.node))
    if not entry.texts(field):
        return with_value(text, (field,), _all(names), _order(entry.node))
    for name in names:
        text = with_item(text, (field,), Written(name, is_text=False))
    return text


def no_longer_naming(entry: Entry | Node, field: str, name: str) -> Fix | None:
    """The fix by which a field of an entry does not name something any more; not the last thing that it names."""
    entry = _entry(entry)
    held = list(entry.texts(field))
    if name not in held or len(held) < 2:
        return None
    title = f"take {name} out of `{field}` of {entry.id}"
    if isinstance(entry.node, Table):
        rest = SEPARATOR.join(other for other in held if other != name)
        return _fix(title, _cell_edit(entry.node, entry, field, rest))
    return _fix(title, _yaml_edit(entry.node, lambda text: without(text, (field, held.index(name)))))


def removing(entry: Entry | Node) -> Fix | None:
    """The fix that deletes an entry of a register or a row of a table, with its line or lines."""
    entry = _entry(entry)
    at = entry.at("id") if isinstance(entry.node, Table) else entry.node.at()
    text = at.file.text
    start, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.end - 1)
    is_row = form_of(at.path) == "csv" and '"' not in text[start:end]
    is_item = bool(entry.node.origin.prefix) and text[start : at.start].strip() == "-"
    if not (is_row or is_item):
        return None
    whole = Location(at.file, start, len(text) if end == -1 else end + 1)
    return _fix(f"delete {entry.id}", TextEdit(whole, ""))


def _entry(entry: Entry | Node) -> Entry:
    return Entry(entry.id, entry) if isinstance(entry, Node) else entry


def _fix(title: str, edit: TextEdit | None, safe: bool = False) -> Fix | None:
    return Fix(title, (edit,), safe) if edit else None


def _all(values: Sequence[str]) -> Value:
    return [Written(value, is_text=False) for value in values]


def _order(node: Node) -> tuple[str, ...]:
    """The names of the fields of a kind, in the order in which they usually follow each other."""
    return tuple(field.alias or name for name, field in type(node).model_fields.items())


def _value_edit(entry: Entry, field: str, value: str, is_text: bool) -> TextEdit | None:
    if isinstance(entry.node, Table):
        return _cell_edit(entry.node, entry, field, value)
    if entry.text(field):
        return value_edit(entry.at(field), value, is_text=is_text)
    said = Written(value, is_text)
    return _yaml_edit(entry.node, lambda text: with_value(text, (field,), said, _order(entry.node)))


def _yaml_edit(node: Node, change: Callable[[str], str]) -> TextEdit | None:
    """The smallest edit by which the group of keys of a node says something else; None where that cannot be done."""
    at = node.at()
    text = at.file.text
    start, stop = at.start, text.find("\n", at.end)
    is_opened = text[start : start + 1] == "{"
    end = at.end if is_opened else len(text) if stop == -1 else stop + 1
    column = 0 if is_opened else start - (text.rfind("\n", 0, start) + 1)
    before = " " * column + text[start:end]
    if "\r" in before:  # its line ends are put right first
        return None
    try:
        after = change(before)
    except (UneditableError, KeyError, IndexError):
        return None
    if after == before or after[:column].strip():
        return None
    return smallest_edit(Location(at.file, start, end), after[column:])


def _cell_edit(table: Table, entry: Entry, field: str, value: str) -> TextEdit | None:
    """The edit of a cell; None where the table is no CSV file, or has no such column."""
    at = table.cell_at(entry.row, "id")
    if form_of(at.path) != "csv":
        return None
    name = table.columns.get(field, field)
    text = at.file.text
    header, delimiter = column_names(text[:MOST_HEADER_BYTES].lstrip("\ufeff"), {name})
    cells: list[CellSpan] = list(cell_spans(text, text.rfind("\n", 0, at.start) + 1, delimiter))
    if name not in header or len(cells) != len(header):
        return None
    start, end = cells[header.index(name)]
    return TextEdit(Location(at.file, start, end), written(value, delimiter, text[start:end]))
