"""What a change made of a system: which documents, records and rows are others, and which only have another name."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.model.statement import FOLDER
from sms_lint.system.approval_status.files import subject_of
from sms_lint.system.sms import Sms


class Item(NamedTuple):
    """A document, register, record or row: its kind, its file, whether it is the file, and all it says but its id.

    Fields have their names; what a file says as a text comes last, under an empty name.
    """

    kind: str
    path: str
    is_file: bool
    says: tuple[tuple[str, object], ...]

    def field(self, name: str) -> object:
        """What a field says; None where there is none."""
        return next((value for known, value in self.says if known == name), None)


@dataclass(frozen=True)
class Difference:
    """The items before and after by their ids, in the files that differ, and the paths of these files.

    `new_ids` and `new_paths` lead from a former name to the present one of what is otherwise the same.
    """

    before: Mapping[str, Item]
    after: Mapping[str, Item]
    paths: frozenset[str]
    new_ids: Mapping[str, str]
    new_paths: Mapping[str, str]

    @cached_property
    def touched(self) -> frozenset[str]:
        """The ids of all that was added, removed or altered, and of documents whose statements were."""
        ids = {*self.before, *self.after}
        altered = {id_ for id_ in ids if self._altered(id_)}
        statements = (path for path in self.paths if path.startswith(f"{FOLDER}/"))
        return frozenset({*altered, *map(subject_of, statements)} - {""})

    def _altered(self, id_: str) -> bool:
        before, after = self.before.get(id_), self.after.get(id_)
        if before is None or after is None:
            return True
        return before.says != after.says or before.kind != after.kind

    def in_new_names(self, text: str) -> str:
        """A text of before, with the names that what it speaks of has now."""
        return self._renaming(text)

    @cached_property
    def _renaming(self) -> Callable[[str], str]:
        return renaming({**self.new_paths, **self.new_ids})


def renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """Puts new names in place of former ones, where they stand as whole words."""
    if not names:
        return lambda text: text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return lambda text: pattern.sub(lambda found: names[found.group()], text)


def difference(base: Sms, sms: Sms, paths: Collection[str]) -> Difference:
    """What lies between two systems whose files differ at these paths."""
    before, after = dict(_items(base, paths)), dict(_items(sms, paths))
    new_ids = dict(_new_ids(before, after))
    new_paths = {
        before[old].path: after[new].path
        for old, new in [*new_ids.items(), *((id_, id_) for id_ in before.keys() & after.keys())]
        if before[old].is_file and after[new].is_file and before[old].path != after[new].path
    }
    return Difference(before, after, frozenset(paths), new_ids, new_paths)


def _items(sms: Sms, paths: Collection[str]) -> Iterator[tuple[str, Item]]:
    """What the files at some paths hold; of an id that is used twice the first."""
    for node in reversed(sms.nodes):
        if isinstance(node, Table) and {node.path, node.data_path}.intersection(paths):
            yield from _rows(node)
        if node.path in paths:
            yield node.id, _item(node)


def _item(node: Node) -> Item:
    if isinstance(node, Record) and node.register is not None:
        return Item(node.kind, node.path, False, _fields(node))
    if isinstance(node, Register):
        return Item(node.kind, node.path, True, _fields(node))
    text = node.origin.file.text if isinstance(node, Document) or node.sections else ""
    return Item(node.kind, node.path, True, (*_fields(node), ("", text.replace(node.id, ""))))


def _fields(node: Node) -> tuple[tuple[str, object], ...]:
    names = type(node).model_fields
    return tuple((name, getattr(node, name)) for name in names if name not in ("id", "entries"))


def _rows(table: Table) -> Iterator[tuple[str, Item]]:
    names = sorted(name for name in table.cells if name != "id")
    columns = [table.column(name) for name in names]
    for row, id_ in enumerate(table.column("id")):
        filled = tuple((name, cells[row]) for name, cells in zip(names, columns, strict=True) if cells[row])
        yield id_, Item(table.of, table.data_path, False, filled)


def _new_ids(before: Mapping[str, Item], after: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    """Pairs of a former and a present id: of one file that stayed where it was, or of what says the same."""
    coming: dict[object, list[str]] = {}
    for id_ in sorted(after.keys() - before.keys(), reverse=True):
        for likeness in _likenesses(after[id_]):
            coming.setdefault(likeness, []).append(id_)
    taken: set[str] = set()
    for old in sorted(before.keys() - after.keys()):
        alike = (id_ for likeness in _likenesses(before[old]) for id_ in reversed(coming.get(likeness, ())))
        new = next((id_ for id_ in alike if id_ not in taken), "")
        if new:
            taken.add(new)
            yield old, new


def _likenesses(item: Item) -> Iterator[object]:
    """What two items have in common that are one under two ids."""
    if item.is_file:
        yield item.kind, item.path
    yield item.kind, item.is_file, repr(item.says)
