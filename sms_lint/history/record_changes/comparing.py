"""Two states of the files compared: which documents and records are touched, and which of these were altered."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from sms_lint.history.record_changes.blobs import PLAIN, EntryVersion, HeldFile, ParsedFiles, Tree
from sms_lint.history.record_changes.parsed_file import ParsedFile
from sms_lint.history.record_changes.what_may_change import (
    BreachKind,
    Verdict,
    form_fault,
    gone_fault,
    is_protected,
    step_fault,
)
from sms_lint.model.controlled_files import holds_entries, is_table
from sms_lint.model.node import Document, Node


class Breach(NamedTuple):
    """A document or record that changed in a way it may not.

    `place` is where it begins in the new text of its file at `path`; None where it is gone. `lost` is the period that
    was written over.
    """

    fault: BreachKind
    id: str
    kind: str
    path: str
    place: int | None
    message: str
    lost: str = ""


class UnreadFile(NamedTuple):
    """A file that held what may not be altered, and cannot be read any more: nobody can tell."""

    path: str
    blob: str
    reason: str


class Sides:
    """The files that differ between two states, and on demand all files of both."""

    def __init__(self, contents: ParsedFiles, before: Tree, after: Tree, old: "Whole", new: "Whole") -> None:
        self.contents = contents
        self.old, self.new = old, new
        self.before, self.after = dict(before), dict(after)
        self._add_tables()

    def _add_tables(self) -> None:
        """Where the header of a table changed, or another came, its rows may say something else."""
        headers = (*self.before.items(), *self.after.items())
        named = dict.fromkeys(self.contents.data_of(path, held) for path, held in headers)
        for data in filter(None, named):
            for side, whole in ((self.before, self.old), (self.after, self.new)):
                if data not in side and data in whole.tree:
                    side[data] = whole.tree[data]

    def then(self, path: str) -> ParsedFile:
        """What a file held before."""
        return self._content(path, self.before.get(path), self.old)

    def now(self, path: str) -> ParsedFile:
        """What a file holds after."""
        return self._content(path, self.after.get(path), self.new)

    def _content(self, path: str, held: HeldFile | None, whole: "Whole") -> ParsedFile:
        if not held or not is_table(path):
            return self.contents.of(path, held, {})
        parsed_file = whole.tables.get(path)
        if parsed_file is None:
            parsed_file = whole.tables[path] = self.contents.of(path, held, whole.tree)
        return parsed_file

    def can_read(self, path: str) -> bool:
        """Whether there is a file after, and it can be read."""
        held = self.after.get(path)
        return held is not None and held.is_file and not self.now(path).fault

    @cached_property
    def arrived(self) -> Mapping[str, EntryVersion]:
        """Every entry of the files that differ, as it is after."""
        found: dict[str, EntryVersion] = {}
        for path, held in self.after.items():
            content = self.now(path)
            for id_ in content.raw:
                found.setdefault(id_, EntryVersion(id_, path, held, content))
        return found

    @cached_property
    def left(self) -> frozenset[str]:
        """The ids of all entries of the files that differ, as they were before."""
        return frozenset(id_ for path in self.before for id_ in self.then(path).raw)

    @cached_property
    def new_entries(self) -> Mapping[str, EntryVersion]:
        """The entries whose ids were not there before, by all that they say but their ids."""
        fresh = {id_: entry for id_, entry in self.arrived.items() if id_ not in self.left}
        return {_but_id(entry): entry for entry in reversed(fresh.values())}

    def entry_now(self, path: str, id_: str) -> EntryVersion | None:
        """Where an entry is after: in its file, in another one that differs, or anywhere."""
        content = self.now(path)
        if id_ in content.raw:
            return EntryVersion(id_, path, self.after[path], content)
        return self.arrived.get(id_)


class Whole:
    """All files of a state, put together when they are asked for."""

    def __init__(self, make: Callable[[], Tree]) -> None:
        self._make = make
        self.tables: dict[str, ParsedFile] = {}

    @cached_property
    def tree(self) -> Tree:
        """Every file by its path."""
        return self._make()


class Touched(NamedTuple):
    """An entry whose text differs, before and after; None where it is not in the files that differ."""

    before: EntryVersion
    after: EntryVersion | None


def touched(sides: Sides) -> Iterator[Touched]:
    """Every entry that may have changed."""
    for path, held in sides.before.items():
        old, new, now = sides.then(path), sides.now(path), sides.after.get(path)
        same = old.form == new.form and now is not None and now.mode == held.mode
        if same and old.raw == new.raw:
            continue
        for id_, raw in old.raw.items():
            if not same or new.raw.get(id_) != raw:
                yield Touched(EntryVersion(id_, path, held, old), sides.entry_now(path, id_))


def verdict(
    kinds: Mapping[str, type[Node]], sides: Sides, before: EntryVersion, after: EntryVersion | None
) -> Verdict | UnreadFile | None:
    """What is wrong with the step of one entry: a sentence, that nobody can tell, or None."""
    model = kinds.get(before.kind)
    if model is None:
        return None
    if after is None and is_protected(model, before):
        after = sides.contents.find(before.id, sides.new.tree, (before.path,))
        if after is None:
            return _gone(model, sides, before)
    if after is None:
        return None
    said = step_fault(model, before, after)
    if said is not None:
        content = sides.contents.confirmed(after.path, after.held, {})
        return UnreadFile(after.path, after.held.blob, content.fault) if content.fault else said
    if before.held.mode == PLAIN != after.held.mode and is_protected(model, before):
        return form_fault(before, after.held.mode, _what(model))
    return None


def _what(model: type[Node]) -> str:
    return "was in force" if issubclass(model, Document) else "is closed"


def _gone(model: type[Node], sides: Sides, before: EntryVersion) -> Verdict | UnreadFile:
    held = sides.after.get(before.path)
    if held is not None and not held.is_file:
        return form_fault(before, held.mode, _what(model))
    fault = sides.now(before.path).fault
    if held is not None and fault:
        return UnreadFile(before.path, held.blob, fault)
    return gone_fault(model, before, sides.new_entries.get(_but_id(before)))


def _but_id(entry: EntryVersion) -> str:
    """All values of an entry except its id."""
    return json.dumps({**entry.values, "id": entry.kind}, sort_keys=True)


def breach(contents: ParsedFiles, before: EntryVersion, after: EntryVersion | None, said: Verdict) -> Breach:
    """The breach that a verdict on an entry makes, with its place."""
    place = contents.place(after) if after is not None and after.held.is_file else None
    path = after.path if after is not None else before.path
    return Breach(said.fault, before.id, before.kind, path, place, said.message, said.lost)


def differing(old: Tree, new: Tree) -> tuple[Tree, Tree]:
    """The files with entries that differ between two states, as they are in each."""
    paths = [path for path in {*old, *new} if holds_entries(path) and old.get(path) != new.get(path)]
    return (
        {path: old[path] for path in sorted(paths) if path in old},
        {path: new[path] for path in sorted(paths) if path in new},
    )
