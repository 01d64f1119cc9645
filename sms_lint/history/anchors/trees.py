"""The digest of all files of a commit: what `sha256sum` prints of them, in the order of their names, hashed again."""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import MISSING, Commits, Repository, Side

_SUBMODULE = "160000"
_AT_ONCE = 1000
# The mode and git's id of a file.
_Held = tuple[str, str]


def tree_digests(
    repository: Repository, commits: Commits | None = None, heads: Iterable[str] = ()
) -> Callable[[str], str]:
    """A function that gives the digest of a commit's files below the named root.

    It is quick for `heads`, where they are steps of the branch that `commits` are the past of.

    It is the SHA-256 over a line `<sha256>  <path>` for each file, sorted by the bytes of the paths. A link counts by
    where it leads, a submodule by its commit's id. The function raises SmsError where a file is missing.
    """
    contents = _Contents(repository)
    found: dict[str, str] = {}
    waiting = list(_stretches(commits, heads)) if commits else []

    def digest(commit: str) -> str:
        if waiting and commit not in found:
            together, waiting[:] = list(waiting), []
            with suppress(SmsError):  # where something is missing each is asked for by itself, to learn which
                found.update(_digests(repository, contents, together))
        if commit not in found:
            found.update(_digests(repository, contents, [(commit, ())]))
        return found[commit]

    return digest


# A commit, and what each step of the branch changed since the one before it.
_Stretch = tuple[str, tuple[Side, ...]]


def _stretches(commits: Commits, heads: Iterable[str]) -> Iterator[_Stretch]:
    """The heads that are steps of the branch, in its order."""
    line = commits.line()
    position = {commit: at for at, commit in enumerate(line)}
    before = -1
    for at in sorted({position[head] for head in heads if head in position}):
        yield line[at], tuple(commits.sides[commit][0] for commit in line[before + 1 : at + 1])
        before = at


@dataclass(frozen=True)
class _Contents:
    """The SHA-256 of what git keeps, by git's ids; read when it is first asked for."""

    repository: Repository
    known: dict[str, str] = field(default_factory=dict)

    def learn(self, held: Iterable[_Held], commit: str) -> None:
        ids = sorted({identity for mode, identity in held if mode != _SUBMODULE} - self.known.keys())
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            raw = self.repository.blobs(some)
            if len(raw) < len(some):
                raise SmsError(f"git cannot read every file of {commit[:9]}; {MISSING}")
            self.known.update(
                (identity, hashlib.sha256(content).hexdigest()) for identity, content in raw.items()
            )

    def line(self, path: bytes, held: _Held) -> bytes:
        """As `sha256sum` writes it: a name that holds a line end is escaped, else it could pass for two files."""
        mode, identity = held
        digest = hashlib.sha256(identity.encode()).hexdigest() if mode == _SUBMODULE else self.known[identity]
        shown = path.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
        return (b"\\" if shown != path else b"") + digest.encode() + b"  " + shown + b"\n"


def _digests(
    repository: Repository, contents: _Contents, stretches: list[_Stretch]
) -> Iterator[tuple[str, str]]:
    """The digest of each commit: the first is read whole, of each other only what differs from the one before."""
    (begin, _), *later = stretches
    first = {os.fsencode(path): held for path, held in repository.tree(begin).items()}
    steps = [_changed(repository.prefix, sides) for _, sides in later]
    contents.learn(first.values(), begin)
    contents.learn((held for step in steps for held in step.values() if held), stretches[-1][0])
    order = sorted(first)
    lines = [contents.line(path, first[path]) for path in order]
    for (commit, _), step in zip(stretches, [{}, *steps], strict=True):
        for path, held in step.items():
            at = bisect_left(order, path)
            there = at < len(order) and order[at] == path
            if there:
                del order[at], lines[at]
            if held is not None:
                order.insert(at, path)
                lines.insert(at, contents.line(path, held))
        yield commit, hashlib.sha256(b"".join(lines)).hexdigest()


def _changed(prefix: str, sides: Iterable[Side]) -> Mapping[bytes, _Held | None]:
    """What became of the files below a folder in some steps together; None where a file is gone."""
    return {
        os.fsencode(change.path.removeprefix(prefix)): (change.new_mode, change.after)
        if change.after
        else None
        for side in sides
        for change in side
        if change.path.startswith(prefix)
    }
