"""Files as commits hold them, each text taken apart once."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from posixpath import dirname, join, normpath
from typing import NamedTuple

from sms_lint.history.record_changes.parsed_file import (
    NOTHING,
    TABLES,
    TEXTS,
    ParsedFile,
    Values,
    parsed_content,
    place_of,
    read_content,
)
from sms_lint.history.record_changes.rows import read_rows
from sms_lint.model.node import Node

PLAIN = "100644"
FOLDERS = ("policies/", "processes/", "records/")
_STATEMENTS = "records/approvals/"
_HEADER = re.compile(rb"^[\"']?data[\"']?[ ]*:", re.M)
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


def is_read(path: str) -> bool:
    """Whether the files that hold documents and records are looked for here."""
    return (
        path.startswith(FOLDERS)
        and path.endswith((*TEXTS, *TABLES))
        and "/." not in path
        and not path.startswith(_STATEMENTS)
    )


class EntryVersion(NamedTuple):
    """A document or record as one commit holds it."""

    id: str
    path: str
    held: HeldFile
    content: ParsedFile

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.content.kind

    @property
    def values(self) -> Values:
        """What it says, in the form in which entries are compared."""
        return self.content.values(self.id)

    def says_as(self, other: "EntryVersion") -> bool:
        """Whether it says the same as another one."""
        if self.content.form == other.content.form and self.raw == other.raw:
            return True
        return self.kind == other.kind and self.values == other.values

    @property
    def raw(self) -> str:
        """As it is written."""
        return self.content.raw[self.id]


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
        self._data: dict[str, str] = {}
        self._known: dict[tuple[str, str], ParsedFile] = {}
        self._by_id: dict[str, set[str]] = {}
        self._indexed: set[str] = set()
        self._shown = ("", "")
        self._headers: tuple[Tree | None, Mapping[str, HeldFile]] = (None, {})
        self._places: tuple[Tree | None, Mapping[str, list[str]]] = (None, {})

    def fetch(self, blobs: Iterable[str]) -> None:
        """Take in texts that are going to be needed."""
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
        header = self.header(path, tree) if path.endswith(TABLES) else None
        if path.endswith(TABLES) and header is None:
            return NOTHING
        key = (f"{header.blob}:{path}" if header else path[-3:], held.blob)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(path, held, header)
        return found

    def _read(self, path: str, held: HeldFile, header: HeldFile | None) -> ParsedFile:
        raw = self.raw(held.blob)
        if raw is None:
            return ParsedFile(fault="its text is missing in this clone")
        if header is None:
            return read_content(path, raw)
        about = self.of("header.yml", header, {})
        model = self._kinds.get(about.kind)
        return read_rows(path, raw, about, tuple(model.model_fields) if model else ())

    def confirmed(self, path: str, held: HeldFile, tree: Tree) -> ParsedFile:
        """The same by the parser, where it was so plain that its lines were enough."""
        found = self.of(path, held, tree)
        raw = self._raw.get(held.blob)
        if found.fault or raw is None or not path.endswith((".yml", ".yaml")):
            return found
        parsed = parsed_content(raw.decode("utf-8").replace("\r\n", "\n"))
        if parsed.fault:
            self._known[path[-3:], held.blob] = found = parsed
        return found

    def header(self, path: str, tree: Tree) -> HeldFile | None:
        """The header of a table, as a commit holds it."""
        if self._headers[0] is not tree:
            named = {
                one: held
                for one, held in tree.items()
                if held.is_file and one.endswith((".yml", ".yaml")) and is_read(one)
            }
            self.fetch(held.blob for held in named.values() if held.blob not in self._data)
            self._headers = tree, {self.data_of(one, held): held for one, held in reversed(named.items())}
        return self._headers[1].get(path)

    def data_of(self, path: str, held: HeldFile | None) -> str:
        """The path of the file with rows that a file is the header of; empty where it is none."""
        if held is None or not held.is_file or not path.endswith((".yml", ".yaml")):
            return ""
        said = self._data.get(held.blob)
        if said is None:
            raw = self.raw(held.blob)
            said = self.of(path, held, {}).data if raw and _HEADER.search(raw) else ""
            self._data[held.blob] = said
        return normpath(join(dirname(path), said)) if said else ""

    def find(self, id_: str, tree: Tree, tables: tuple[str, ...] = ()) -> EntryVersion | None:
        """An entry anywhere in the files of a commit; of tables, only in those that are named."""
        paths = self._paths(tree)
        named = {path: tree[path] for path in tables if path in tree and path.endswith(TABLES)}
        named |= {path: tree[path] for blob in self._by_id.get(id_, ()) for path in paths.get(blob, ())}
        for path, held in named.items():
            content = self.of(path, held, tree)
            if id_ in content.raw:
                return EntryVersion(id_, path, held, content)
        return None

    def _paths(self, tree: Tree) -> Mapping[str, list[str]]:
        """The paths of each text of a commit; which ids a text names is known afterwards."""
        if self._places[0] is not tree:
            found: dict[str, list[str]] = {}
            for path, held in tree.items():
                if held.is_file and path.endswith(TEXTS) and is_read(path):
                    found.setdefault(held.blob, []).append(path)
            self._index(found.keys() - self._indexed)
            self._places = tree, found
        return self._places[1]

    def _index(self, fresh: AbstractSet[str]) -> None:
        self.fetch(fresh)
        for blob in fresh:
            for name in set(_IDS.findall(self._raw.get(blob, b""))):
                self._by_id.setdefault(name.decode("utf-8", "replace"), set()).add(blob)
        self._indexed |= fresh

    def place(self, entry: EntryVersion) -> int:
        """Where an entry begins in the text of its file."""
        blob = entry.held.blob
        if self._shown[0] != blob:
            self._shown = blob, (self.raw(blob) or b"").decode("utf-8", "replace")
        return place_of(self._shown[1], entry.id)
