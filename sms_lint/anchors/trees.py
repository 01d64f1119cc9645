"""The digest of all files of a commit: what `sha256sum` prints of them, in the order of their names, hashed again."""

import hashlib
import os
from collections.abc import Callable, Iterator

from sms_lint.errors import SmsError
from sms_lint.git import MISSING, Repository

_SUBMODULE = "160000"
_AT_ONCE = 1000


def tree_digests(repository: Repository) -> Callable[[str], str]:
    """What gives the digest of a commit's files, below the root that was named. Asked again it is quick.

    It is the SHA-256 over a line `<sha256>  <path>` for each file, sorted by the bytes of the paths. A link counts by
    where it leads, a submodule by its commit's id. What is given raises SmsError where a file is missing.
    """
    known: dict[str, str] = {}

    def digest(commit: str) -> str:
        tree = repository.tree(commit)
        _learn(
            repository,
            known,
            {one for mode, one in tree.values() if mode != _SUBMODULE} - known.keys(),
            commit,
        )
        whole = hashlib.sha256()
        for path, (mode, identity) in sorted((os.fsencode(path), held) for path, held in tree.items()):
            own = hashlib.sha256(identity.encode()).hexdigest() if mode == _SUBMODULE else known[identity]
            whole.update(_line(own, path))
        return whole.hexdigest()

    return digest


def _learn(repository: Repository, known: dict[str, str], ids: set[str], commit: str) -> None:
    for some in _portions(sorted(ids)):
        raw = repository.blobs(some)
        if len(raw) < len(some):
            raise SmsError(f"git cannot read every file of {commit[:9]}; {MISSING}")
        known.update((identity, hashlib.sha256(content).hexdigest()) for identity, content in raw.items())


def _portions(ids: list[str]) -> Iterator[list[str]]:
    yield from (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def _line(digest: str, path: bytes) -> bytes:
    """As `sha256sum` writes it: a name that holds a line end is escaped, else it could pass for two files."""
    shown = path.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return (b"\\" if shown != path else b"") + digest.encode() + b"  " + shown + b"\n"
