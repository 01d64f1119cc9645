"""What records and documents are called, besides their ids."""

from collections.abc import Iterable, Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.node import Node, Record, Table
from sms_lint.model.own_kind import OwnRecord

_NAMES = ("title", "name", "summary", "subject", "description", "topic", "item", "question")
_ROW_NAMES = ("title", "name", "summary", "subject", "description")
_LONGEST_NAME = 90
_FIRST_FIELDS = 2


def entry_name(entry: Entry) -> str:
    """What an entry is called, besides its id."""
    if not isinstance(entry.node, Table):
        return name_of(entry.node)
    return next((said for name in _ROW_NAMES if (said := entry.text(name))), "")


def name_of(node: Node) -> str:
    """What a node is called, besides its id."""
    return _shortened(_first(node, _NAMES) or next(_sentences(node), ""))


def title_of(node: Node) -> str:
    """What people call a node by its title or name, whole; empty where it has neither."""
    return _first(node, ("title", "name"))


def _first(node: Node, names: Iterable[str]) -> str:
    """The first of some fields that holds words."""
    held = node.data if isinstance(node, OwnRecord) else vars(node)
    found = (held.get(name) for name in names)
    return next((said for said in found if isinstance(said, str) and said), "")


def _sentences(node: Node) -> Iterator[str]:
    """The first fields of a node that hold several words: what it states, where it has no title."""
    own = [name for name in type(node).model_fields if name not in Record.model_fields]
    values = (getattr(node, name) for name in own[:_FIRST_FIELDS])
    return (value for value in values if type(value) is str and " " in value)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
