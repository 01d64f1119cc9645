"""Files as commits hold them; each text is parsed once."""

import re
from collections.abc import Callable, Iterable, Mapping
from posixpath import dirname, join, normpath
from typing import NamedTuple

from sms_lint.history.record_changes.parsed_file import (
    NOTHING,
    ParsedFile,
    Values,
    parsed_content,
    place_of,
    read_content,
)
from sms_lint.history.record_changes.recent import Recent
from sms_lint.history.record_changes.rows import read_rows
from sms_lint.model.columns import field_forms
from sms_lint.model.controlled_files import form_of, holds_entries, is_table, is_text
from sms_lint.model.node import Node

PLAIN = "100644"
# Where a text says "id" in any other way, or may spell it with a backslash, the parser says which ids it holds.
_ID_WORDS = re.compile(rb"\bid\b")
_IDS = re.compile(rb"\bid[\"']?[ ]*:[ ]*[\"']?([\w.-]+)")


class HeldFile(NamedTuple):
    """A file as a commit holds it: git's mode, and git's id of its text."""

    mode: str
    blob: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file, and neither a link nor another repository."""
        return self.mode.startswith("100")


Tree = Mapping[str, HeldFile]


class EntryVersion(NamedTuple):
    """A document or record as one commit holds it."""

    id: str
    path: str
    held: HeldFile
    content: ParsedFile

    @property
    def kind(self) -> str:
        """The name of the kind of the entry."""
        return self.content.kind

    @property
    def values(self) -> Values:
        """The entry's values, in the form in which entries are compared."""
        return self.content.values(self.id)

    def says_as(self, other: "EntryVersion") -> bool:
        """Whether two entries say the same."""
        if self.content.form == other.content.form and self.raw == other.raw:
            return True
        return self.kind == other.kind and self.values == other.values

    @property
    def raw(self) -> str:
        """The text of the entry as it is written in the file."""
        return self.content.raw[self.id]


_LOST = ParsedFile(fault="its text is missing in this clone")


def _form(path: str) -> str:
    return form_of(path) or ""


def _is_text(path: str, held: HeldFile) -> bool:
    return held.is_file and is_text(path) and holds_entries(path)


def _as_listed(path: str) -> list[str]:
    """The order in which the loader reads files."""
    return path.split("/")


class ParsedFiles:
    """What files hold, by git's ids of their texts; `take` gives texts that are not here yet."""

    def __init__(
        self, kinds: Mapping[str, type[Node]], take: Callable[[Iterable[str]], Mapping[str, bytes]]
    ) -> None:
        self._kinds = kinds
        self._take = take
        self._raw: dict[str, bytes] = {}
        self._perhaps: set[str] = set()
        self._lost: set[str] = set()
        self._data: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], ParsedFile] = {}
        self._by_id: dict[str, set[str]] = {}
        self._indexed: set[str] = set()
        self._shown = ("", "")
        # By the identity of a tree, which is kept beside what was found in it so that it stays its own.
        self._headers = Recent[int, tuple[Tree, Mapping[str, tuple[str, HeldFile]]]]()
        self._places = Recent[int, tuple[Tree, Mapping[str, list[str]]]]()

    def fetch(self, blobs: Iterable[str]) -> None:
        """Read texts that are going to be needed."""
        wanted = {blob for blob in blobs if blob and blob not in self._raw}
        if wanted:
            self._raw.update(self._take(wanted))

    def turn_to(self, needed: Iterable[str], perhaps: Iterable[str]) -> None:
        """Let go of all texts, since not all of a history fit into the memory, and take in those that come next.

        `perhaps` are texts that will be taken in together when the first one is missed.
        """
        needed = set(needed)
        self._raw = {blob: raw for blob, raw in self._raw.items() if blob in needed}
        self._known = {key: content for key, content in self._known.items() if key[1] in needed}
        self._perhaps = set(perhaps)
        self.fetch(needed)

    def raw(self, blob: str) -> bytes | None:
        """The bytes of a text; None where they are missing."""
        if blob not in self._raw and blob not in self._lost:
            self.fetch((blob, *self._perhaps))
            self._perhaps = set()
            if blob not in self._raw:
                self._lost.add(blob)
        return self._raw.get(blob)

    def of(self, path: str, held: HeldFile | None, tree: Tree) -> ParsedFile:
        """What a file holds; the header of a table is looked up in `tree`."""
        if held is None or not held.is_file:
            return NOTHING
        if not is_table(path):
            return self._known_by((_form(path), held.blob), lambda: self._text(path, held))
        header = self._header(path, tree)
        if header is None:
            return NOTHING
        return self._known_by((f"{header[1].blob}:{path}", held.blob), lambda: self._rows(path, held, header))

    def _known_by(self, key: tuple[str, str], read: Callable[[], ParsedFile]) -> ParsedFile:
        if key not in self._known:
            self._known[key] = read()
        return self._known[key]

    def _text(self, path: str, held: HeldFile) -> ParsedFile:
        raw = self.raw(held.blob)
        return _LOST if raw is None else read_content(path, raw, self._kinds)

    def _rows(self, path: str, held: HeldFile, header: tuple[str, HeldFile]) -> ParsedFile:
        raw = self.raw(held.blob)
        if raw is None:
            return _LOST
        about = self.of(*header, {})
        model = self._kinds.get(about.kind)
        return read_rows(path, raw, about, field_forms(model) if model else ())

    def confirmed(self, path: str, held: HeldFile, tree: Tree) -> ParsedFile:
        """The same by the parser, where it was so plain that its lines were enough."""
        parsed_file = self.of(path, held, tree)
        raw = self._raw.get(held.blob)
        if parsed_file.fault or raw is None or form_of(path) != "yaml":
            return parsed_file
        parsed = parsed_content(path, raw.decode("utf-8").replace("\r\n", "\n"), self._kinds)
        if parsed.fault:
            self._known[_form(path), held.blob] = parsed_file = parsed
        return parsed_file

    def _header(self, path: str, tree: Tree) -> tuple[str, HeldFile] | None:
        """The header of a table, as a commit holds it, and its path: the first one that the loader takes.

        Where it takes none, the first that names the file: rows are not gone because their header has a fault.
        """
        return self._headers.get(id(tree), lambda: (tree, self._headers_in(tree)))[1].get(path)

    def _headers_in(self, tree: Tree) -> Mapping[str, tuple[str, HeldFile]]:
        texts = [(name, tree[name]) for name in sorted(tree, key=_as_listed) if _is_text(name, tree[name])]
        self.fetch(held.blob for name, held in texts if (_form(name), held.blob) not in self._data)
        named = [(name, held) for name, held in texts if self.data_of(name, held)]
        named.sort(key=lambda header: not self.of(header[0], header[1], {}).is_header)
        return {self.data_of(*header): header for header in reversed(named)}

    def data_of(self, path: str, held: HeldFile | None) -> str:
        """The path of the file with rows that a file is the header of; empty where it is none."""
        if held is None or not _is_text(path, held):
            return ""
        key = _form(path), held.blob
        if key not in self._data:
            raw = self.raw(held.blob) or b""
            # Whatever names its data says so in this word, or spells it with a backslash.
            self._data[key] = self.of(path, held, {}).data if b"data" in raw or b"\\" in raw else ""
        data = self._data[key]
        return normpath(join(dirname(path), data)) if data else ""

    def find(self, id_: str, tree: Tree, tables: tuple[str, ...] = ()) -> EntryVersion | None:
        """An entry anywhere in the files of a commit; of tables, only in those that are named."""
        paths = self._paths(tree)
        named = {path: tree[path] for path in tables if path in tree and is_table(path)}
        named |= {path: tree[path] for blob in self._by_id.get(id_, ()) for path in paths.get(blob, ())}
        for path, held in named.items():
            content = self.of(path, held, tree)
            if id_ in content.raw:
                return EntryVersion(id_, path, held, content)
        return None

    def _paths(self, tree: Tree) -> Mapping[str, list[str]]:
        """The paths of each text of a commit; which ids a text names is known afterwards."""
        return self._places.get(id(tree), lambda: (tree, self._paths_in(tree)))[1]

    def _paths_in(self, tree: Tree) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path, held in tree.items():
            if _is_text(path, held):
                found.setdefault(held.blob, []).append(path)
        self._index({blob: paths for blob, paths in found.items() if blob not in self._indexed})
        return found

    def _index(self, fresh: Mapping[str, list[str]]) -> None:
        self.fetch(fresh)
        for blob, paths in fresh.items():
            raw = self._raw.get(blob, b"")
            names = _IDS.findall(raw)
            ids = {name.decode() for name in names}
            if b"\\" in raw or len(names) != len(_ID_WORDS.findall(raw)):
                ids.update(id_ for path in paths for id_ in read_content(path, raw, self._kinds).raw)
            for id_ in ids:
                self._by_id.setdefault(id_, set()).add(blob)
        self._indexed |= fresh.keys()

    def place(self, entry: EntryVersion) -> int:
        """Where an entry begins in the text of its file."""
        blob = entry.held.blob
        if self._shown[0] != blob:
            self._shown = blob, (self.raw(blob) or b"").decode("utf-8", "replace")
        return place_of(self._shown[1], entry.id)
