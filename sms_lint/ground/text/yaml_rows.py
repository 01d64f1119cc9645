"""The entries of a register's text: one more at the end, one less. Nothing else in the file changes, not a space."""

import yaml

from sms_lint.ground.errors import SmsError


def with_row(text: str, path: str, row: str) -> str:
    """The text of a register with one more row, which is written as it has to be under `entries:`, two spaces in.

    Raises SmsError where the entries are written in a form that no row can be added to.
    """
    key, entries = _entries(text, path)
    if isinstance(entries, yaml.ScalarNode) and not entries.value:
        return _spliced(text, _end_of_line(text, key.end_mark.index), row)
    if not isinstance(entries, yaml.SequenceNode) or (entries.flow_style and entries.value):
        raise SmsError(f"{path} lists its entries in brackets; add the entry by hand")
    if not entries.value:
        start = key.end_mark.index
        opened = f"{text[:start]}:{text[entries.end_mark.index :]}"
        return _spliced(opened, _end_of_line(opened, start), row)
    indent = entries.start_mark.column
    last = _end_of(text, entries.value[-1])
    return _spliced(text, _end_of_line(text, last), _indented(row, indent))


def without_row(text: str, path: str, number: int) -> str:
    """The text of a register without one of its rows, which count from 0; comments above it stay.

    Raises SmsError where the entries are written in a form that no row can be taken from.
    """
    _, entries = _entries(text, path)
    if not isinstance(entries, yaml.SequenceNode) or entries.flow_style:
        raise SmsError(f"{path} lists its entries in brackets; remove the entry by hand")
    row = entries.value[number]
    start = text.rfind("\n", 0, row.start_mark.index) + 1
    return text[:start] + text[_end_of_line(text, _end_of(text, row)) :]


def _entries(text: str, path: str) -> tuple[yaml.Node, yaml.Node]:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "entries":
                return key, value
    raise SmsError(f"{path} has no `entries:` to add to")


def _end_of(text: str, node: yaml.Node) -> int:
    """Where the last thing that a node holds ends, without the lines and comments after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    return len(text[:end].rstrip()) or end


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found == -1 else found + 1


def _indented(row: str, indent: int) -> str:
    """The row, moved from two spaces to another indent."""
    return "".join(" " * indent + line[2:] for line in row.splitlines(keepends=True))


def _spliced(text: str, at: int, row: str) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:at] if not at or text[at - 1] == "\n" else text[:at] + ending
    return before + row.replace("\n", ending) + text[at:]
