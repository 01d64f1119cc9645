"""The defects of the list, as edits of the reference system.

Each `*.txt` of this folder holds one kind of defect, one in a line, in three parts with ` | ` between them: what is
changed, how, and what is wrong then. What is changed is the id of a record (`CPL-2026-05`), the path of a file, or
`role:NAME`. How is `field=value` for a record, several with `;` between them, with `~` for a field that is taken out; and
`old => new` for a file. `stereotype:KIND.FIELD` gives every record of a kind the same text, which the third part names.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
Texts = Mapping[str, str]


class SlipError(AssertionError):
    """A defect cannot be planted: the record, the field or the text is not there, or not once."""


@dataclass(frozen=True)
class Slip:
    """One defect: the kind of it, what is changed, how, and what is wrong then."""

    kind: str
    target: str
    how: str
    wrong: str


def all_slips() -> Iterator[Slip]:
    """Every defect of the list, kind by kind."""
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            target, rest = line.split(" | ", 1)
            how, _, wrong = rest.rpartition(" | ")
            yield Slip(path.stem, target, how, wrong or rest)


def planted(slip: Slip, texts: Texts) -> dict[str, str]:
    """The files that the defect changes, with their text afterwards; `texts` are all files by path."""
    if slip.target.startswith("stereotype:"):
        return _stereotyped(slip, texts)
    if slip.target in texts:
        old, _, new = slip.how.partition(" => ")
        old = old.removesuffix(" =>")
        text = texts[slip.target]
        if text.count(old) != 1:
            raise SlipError(f"`{old}` stands {text.count(old)} times in {slip.target}")
        return {slip.target: text.replace(old, new)}
    name = slip.target.removeprefix("role:")
    path = _file_of(name, texts)
    text = texts[path]
    for part in re.split(r";(?=[\w.]+=)", slip.how):
        field, _, value = part.partition("=")
        text = (_in_table if path.endswith(".csv") else _in_record)(text, name, field, value)
    return {path: text}


def _file_of(name: str, texts: Texts) -> str:
    found = [path for path, text in texts.items() if path.startswith("records/") and name in _names(text)]
    if len(found) != 1:
        raise SlipError(f"{name} is in {len(found)} files: {found}")
    return found[0]


@cache
def _names(text: str) -> frozenset[str]:
    """The ids of all records in a file: of its entries, of itself, or of its rows."""
    found = re.findall(r"^(?:\s*- \{?)?id: ([\w-]+)\s*[,\n]|^([\w-]+),", text, re.M)
    return frozenset(name or row for name, row in found)


@cache
def _records(text: str) -> Mapping[str, yaml.MappingNode]:
    """The groups of a YAML text that have an id, by it."""
    groups = _mappings(yaml.compose(text, yaml.CSafeLoader))
    return {name: group for group in groups if (name := _value(group, "id"))}


def _in_table(text: str, name: str, field: str, value: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    if field not in rows[0]:
        return text  # a field that has another name in this table is given under both names
    row = next(row for row in rows if row[0] == name)
    row[rows[0].index(field)] = "" if value == "~" else value
    lines = text.splitlines(keepends=True)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    return "".join(written.getvalue() if line.startswith(f"{name},") else line for line in lines)


def _in_record(text: str, name: str, field: str, value: str) -> str:
    record = _records(text)[name]
    *parents, last = field.split(".")
    for parent in parents:
        record = next(child for key, child in record.value if key.value == parent)
    found = [(key, child) for key, child in record.value if key.value == last]
    if not found:
        return _added(text, record, last, value)
    key, child = found[0]
    start, end = child.start_mark.index, child.end_mark.index
    end = start + len(text[start:end].rstrip())
    if value != "~":
        if text[key.end_mark.index : start].strip(" ") != ":":  # a block begins on a line of its own
            start = key.end_mark.index + 1
            return f"{text[:start]} {_written(value)}{text[end:]}"
        return text[:start] + _written(value) + text[end:]
    start = key.start_mark.index
    if record.flow_style:
        return text[: text.rindex(",", 0, start)] + text[end:]
    return text[: text.rindex("\n", 0, start)] + text[end:]


def _added(text: str, record: yaml.MappingNode, field: str, value: str) -> str:
    if value == "~":
        return text
    after = record.value[0][1].end_mark.index
    indent = " " * record.value[0][0].start_mark.column
    mark = ", " if record.flow_style else f"\n{indent}"
    return f"{text[:after]}{mark}{field}: {_written(value)}{text[after:]}"


def _written(value: str) -> str:
    if value.startswith(("[", "{", '"')) and value.endswith(("]", "}", '"')):
        return value
    try:
        plain = not isinstance(yaml.safe_load(value), (list, dict, type(None)))
    except yaml.YAMLError:
        plain = False
    return value if plain and ": " not in value and " #" not in value else f'"{value}"'


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, child in node.value:
            yield from _mappings(child)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _mappings(child)


def _value(node: yaml.MappingNode, field: str) -> str | None:
    return next((child.value for key, child in node.value if key.value == field), None)


def _stereotyped(slip: Slip, texts: Texts) -> dict[str, str]:
    kind, field = slip.target.removeprefix("stereotype:").split(".")
    same = "Looked at as usual and found to be in order"
    changed = {}
    for path, text in texts.items():
        if not path.startswith("records/") or not re.search(rf"^kind: {kind}$", text, re.M):
            continue
        data = re.search(r"^data: (\S+)$", text, re.M)
        if data:
            table = f"{Path(path).parent}/{data[1]}"
            changed[table] = _same_column(texts[table], field, same)
            continue
        pattern = re.compile(rf"((?:^\s*|, ){field}: )(?:\"[^\"\n]*\"|[^\n,]*)", re.M)
        changed[path] = pattern.sub(rf"\g<1>{same}", text)
    return {path: text for path, text in changed.items() if text != texts[path]}


def _same_column(text: str, field: str, same: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    if field not in rows[0]:
        return text
    column = rows[0].index(field)
    for row in rows[1:]:
        row[column] = row[column] and same
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
