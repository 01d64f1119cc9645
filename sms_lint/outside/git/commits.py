"""All that happened up to a commit, in one pass: what each commit changed, as seen from each of its parents."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git.contradictions import contradictions
from sms_lint.outside.git.repository import MISSING, Repository
from sms_lint.outside.git.sides import FileChange, Side, sides

_IDENTITY = re.compile(rb"(?P<name>.*?) ?<(?P<email>[^<>]*)> (?P<seconds>-?\d+) (?P<zone>[+-]\d{4})")
# The head of nearly every commit; whatever is otherwise is read line by line.
_PLAIN_HEAD = re.compile(
    rb"tree [0-9a-f]+(?:\nparent [0-9a-f]+)*\nauthor (?P<author>[^\n]*)\ncommitter (?P<committer>[^\n]*)"
)
_CO_AUTHOR = re.compile(
    r"^co-authored-by:([^<\n]*)<([^>\n]*)>", re.I | re.M
)  # no part can match another's text
_ONCE = (b"tree", b"author", b"committer")
_SIGNATURES = (b"gpgsig", b"gpgsig-sha256")


class Identity(NamedTuple):
    """How a commit names a person: free text, whatever whoever made it wrote."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as its bytes say: nothing of it is proven but its parents and its content.

    `authored` is ISO 8601 with its zone, empty where it is no date. `committed` is None where it is no date.
    `signature` is what it was signed with, empty where it was not; `signed` are the bytes that were signed then.
    `faults` are what git's own check would refuse.
    """

    id: str
    parents: tuple[str, ...]
    author: Identity
    committer: Identity
    authored: str
    committed: datetime | None
    message: str
    signature: bytes = b""
    signed: bytes = b""
    faults: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The first paragraph of what was said, in one line."""
        return " ".join(self.message.strip("\n").partition("\n\n")[0].split("\n")).strip()

    @property
    def co_authors(self) -> tuple[Identity, ...]:
        """Those whom the message names as having written too."""
        return tuple(Identity(name.strip(" \t"), email) for name, email in _CO_AUTHOR.findall(self.message))


@dataclass(frozen=True)
class Commits:
    """The commits up to `head`, each before its parents, and their changes in the order of their parents.

    The first commit of all is seen from nothing. `complete` is False where the clone is shallow. `sides` are the
    changes of the whole repository: a content may have been elsewhere before.
    """

    head: str
    complete: bool
    by_id: Mapping[str, Commit]
    changes: Mapping[str, tuple[tuple[FileChange, ...], ...]]
    sides: Mapping[str, tuple[Side, ...]]

    @property
    def has_long_ids(self) -> bool:
        """Whether git's ids are of SHA-256 in this repository."""
        return len(self.head) == 64

    def line(self) -> tuple[str, ...]:
        """The line of first parents, from the first commit to `head`: what the branch itself held, step by step."""
        return self._line

    @cached_property
    def _line(self) -> tuple[str, ...]:
        found, at = [], self.head
        while at in self.by_id:
            found.append(at)
            parents = self.by_id[at].parents
            at = parents[0] if parents else ""
        return tuple(reversed(found))

    def first_parent_changes(self, commit: str) -> tuple[FileChange, ...]:
        """What a commit changed as seen from its first parent."""
        return self.changes[commit][0]


def read_commits(repository: Repository, paths: tuple[str, ...], head: str = "") -> Commits:
    """Read the commits up to `head` (what is checked out) and what they changed below `paths`; an empty one is all.

    Raises SmsError where something is missing.
    """
    start = head or repository.head
    said = repository.run("rev-list", "--topo-order", "--parents", "--end-of-options", start).decode()
    parents = {commit: tuple(every) for commit, *every in map(str.split, said.splitlines())}
    with ThreadPoolExecutor(max_workers=1) as beside:  # git compares while the commits are read
        changes = beside.submit(_changes, repository, parents, paths)
        raw = repository.blobs(parents)
        if len(raw) < len(parents):
            raise SmsError(f"a commit of the change history is missing; {MISSING}")
        commits = {
            identity: read_commit(identity, raw[identity], every) for identity, every in parents.items()
        }
        own, sides = changes.result()
        for commit, path in contradictions(parents, sides):
            fault = (
                f"its tree names `{path}` twice or out of order, so that programs read different files in it"
            )
            commits[commit] = replace(commits[commit], faults=(*commits[commit].faults, fault))
        return Commits(start, repository.complete, commits, own, sides)


_Changes = Mapping[str, tuple[tuple[FileChange, ...], ...]]


def _changes(
    repository: Repository, parents: Mapping[str, tuple[str, ...]], paths: tuple[str, ...]
) -> tuple[_Changes, Mapping[str, tuple[Side, ...]]]:
    """What each commit changed below `paths`, and in the whole repository.

    Paths are picked here, since git takes longer over it.
    """
    pairs = [(commit, parent) for commit, every in parents.items() for parent in every or ("",)]
    asked = "".join(f"{commit} {parent}".rstrip() + "\n" for commit, parent in pairs)
    form = (
        "--raw",
        "-r",
        "-z",
        "--root",
        "--always",
        "--no-renames",
        "--no-abbrev",
        "--no-ext-diff",
        "--no-textconv",
    )
    said = repository.run("diff-tree", "--stdin", *form, stdin=asked.encode())
    wanted = _Below(repository.prefix, paths, tuple(path and f"{path}/" for path in paths))
    own: dict[str, list[tuple[FileChange, ...]]] = {}
    everywhere: dict[str, list[Side]] = {}
    for (commit, _), side in zip(pairs, sides(said.decode("utf-8", "surrogateescape")), strict=True):
        everywhere.setdefault(commit, []).append(side)
        own.setdefault(commit, []).append(tuple(wanted.changes(side)))
    whole = {commit: tuple(every) for commit, every in everywhere.items()}
    return {commit: tuple(changes) for commit, changes in own.items()}, whole


class _Below(NamedTuple):
    """The files of interest: those at some paths from the root that was named, and those below them."""

    prefix: str
    paths: tuple[str, ...]
    folders: tuple[str, ...]

    def changes(self, side: Side) -> Iterator[FileChange]:
        """What became of them, as seen from one parent."""
        for change in side:
            path = change.path.removeprefix(self.prefix)
            below = change.path.startswith(self.prefix)
            if below and (path in self.paths or path.startswith(self.folders)):
                yield change._replace(path=path) if self.prefix else change


def read_commit(identity: str, raw: bytes, parents: tuple[str, ...]) -> Commit:
    """A commit out of its bytes; whatever is odd about them is said, never raised.

    `parents` are those that are there: a shallow clone ends somewhere.
    """
    head, _, message = raw.partition(b"\n\n")
    fields, faults = _fields(head)
    author = _named(fields.get(b"author", []), "author", faults)
    committer = _named(fields.get(b"committer", []), "committer", faults)
    signature = next((every[0] for name in _SIGNATURES if (every := fields.get(name))), b"")
    if b"\0" in raw:
        faults.append("it holds a NUL character, which hides what follows")
    return Commit(
        id=identity,
        parents=parents,
        author=author.identity,
        committer=committer.identity,
        authored=author.written,
        committed=committer.moment,
        message=message.decode("utf-8", "replace"),
        signature=signature,
        signed=_without_signature(head) + b"\n\n" + message if signature else b"",
        faults=tuple(faults),
    )


def _without_signature(head: bytes) -> bytes:
    """What git hands to the program that signs: the head without the signature and its further lines."""
    kept: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = line.split(b" ")[0] in _SIGNATURES or (inside and line.startswith(b" "))
        if not inside:
            kept.append(line)
    return b"\n".join(kept)


def _fields(head: bytes) -> tuple[Mapping[bytes, list[bytes]], list[str]]:
    if plain := _PLAIN_HEAD.fullmatch(head):
        return {b"author": [plain["author"]], b"committer": [plain["committer"]]}, []
    fields: dict[bytes, list[bytes]] = {}
    last: bytes | None = None
    for line in head.split(b"\n"):
        if line.startswith(b" ") and last:
            fields[last][-1] += b"\n" + line[1:]
            continue
        last, _, value = line.partition(b" ")
        fields.setdefault(last, []).append(value)
    counts = [(name.decode(), len(fields.get(name, ()))) for name in _ONCE]
    return fields, [f"it has {count or 'no'} lines `{name}`" for name, count in counts if count != 1]


class _Named(NamedTuple):
    """Whom a line names, when (as written there, and in UTC), and what is wrong with it."""

    identity: Identity
    written: str
    moment: datetime | None
    fault: str


def _named(lines: list[bytes], name: str, faults: list[str]) -> _Named:
    named = _who(lines[0] if lines else b"")
    if named.fault:
        faults.append(named.fault.format(name=name))
    return named


@lru_cache(maxsize=64)  # author and committer are mostly one
def _who(line: bytes) -> _Named:
    matched = _IDENTITY.fullmatch(line)
    if matched is None:
        return _Named(Identity("", ""), "", None, "its {name} has no name, address and date")
    name, email, seconds, zone = matched.groups()
    at, fault = None, ""
    try:
        at = datetime.fromtimestamp(int(seconds), _zone(zone))
    except (ValueError, OverflowError, OSError):
        fault = "the date of its {name} is none"
    identity = Identity(name.decode("utf-8", "replace"), email.decode("utf-8", "replace"))
    return _Named(identity, at.isoformat() if at else "", at.astimezone(UTC) if at else None, fault)


@lru_cache(maxsize=64)
def _zone(text: bytes) -> timezone:
    minutes = int(text[1:3]) * 60 + int(text[3:])
    return timezone(timedelta(minutes=-minutes if text.startswith(b"-") else minutes))
