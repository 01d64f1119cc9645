"""The digest of all files of a commit: what `sha256sum` prints of them, in the order of their names, hashed again."""

import hashlib
import os
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import MISSING, Repository

_SUBMODULE = "160000"
_AT_ONCE = 1000
# The mode and git's id of a file.
_Held = tuple[str, str]


def tree_digests(repository: Repository, commits: Iterable[str] = ()) -> Callable[[str], str]:
    """A function that gives the digest of a commit's files below the named root; quick for `commits`, in order.

    It is the SHA-256 over a line `<sha256>  <path>` for each file, sorted by the bytes of the paths. A link counts by
    where it leads, a submodule by its commit's id. The function raises SmsError where a file is missing.
    """
    contents = _Contents(repository)
    found: dict[str, str] = {}
    waiting = list(dict.fromkeys(commits))

    def digest(commit: str) -> str:
        if waiting and commit not in found:
            together, waiting[:] = list(waiting), []
            with suppress(SmsError):  # where something is missing each is asked for by itself, to learn which
                found.update(_digests(repository, contents, together))
        if commit not in found:
            found.update(_digests(repository, contents, [commit]))
        return found[commit]

    return digest


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


def _digests(repository: Repository, contents: _Contents, commits: list[str]) -> Iterator[tuple[str, str]]:
    """The digest of each commit: the first is read whole, of each other only what differs from the one before."""
    first = {os.fsencode(path): held for path, held in repository.tree(commits[0]).items()}
    steps = _steps(repository, commits)
    contents.learn(first.values(), commits[0])
    contents.learn((held for step in steps for held in step.values() if held), commits[-1])
    lines = {path: contents.line(path, held) for path, held in first.items()}
    order = sorted(lines)
    for commit, step in zip(commits, [{}, *steps], strict=True):
        for path, held in step.items():
            if held is None:
                if lines.pop(path, None) is not None:
                    del order[bisect_left(order, path)]
                continue
            if path not in lines:
                insort(order, path)
            lines[path] = contents.line(path, held)
        yield commit, hashlib.sha256(b"".join(map(lines.__getitem__, order))).hexdigest()


def _steps(repository: Repository, commits: list[str]) -> list[Mapping[bytes, _Held | None]]:
    """What each commit but the first holds otherwise than the one before it; None where a file is gone."""
    if len(commits) < 2:
        return []
    asked = "".join(f"{commit} {before}\n" for before, commit in pairwise(commits))
    form = ("--raw", "-r", "-z", "--always", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
    relative = (f"--relative={repository.prefix}",) if repository.prefix else ()
    said = repository.run("diff-tree", "--stdin", *form, *relative, stdin=asked.encode())
    found: list[dict[bytes, _Held | None]] = []
    parts = iter(said.split(b"\0"))
    for part in parts:
        if part.startswith(b":"):
            _, mode, _, identity, kind = part.decode().split(" ")
            found[-1][next(parts)] = None if kind == "D" else (mode, identity)
        elif part:
            found.append({})
    if len(found) != len(commits) - 1:
        raise SmsError(f"a commit that was anchored is missing; {MISSING}")
    return list(found)
