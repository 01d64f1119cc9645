"""The bytes of files: each file is read once in a run, and a text that is not on the disk can replace it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sms_lint.model.controlled_files import MOST_BYTES
from sms_lint.outside.disk import PlainFiles, link_on_the_way

# Of a file with rows that is kept; a larger one is read in blocks by whoever needs it.
MOST_ROWS_BYTES = 50 * 1024 * 1024
_BLOCK = 1024 * 1024

Overlay = Mapping[str, str | bytes | None]


class Contents:
    """The contents of files, by their paths from the root.

    `overlay` are texts that count instead of what is on the disk; None says that there is no such file. `behind` are
    other contents of the same files: it answers for all that is not in the overlay, so that nothing is read twice.
    """

    def __init__(self, root: Path, overlay: Overlay | None = None, behind: "Contents | None" = None) -> None:
        self.root = root
        self.overlay: Mapping[str, bytes | None] = {
            path: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
            for path, text in (overlay or {}).items()
        }
        self._behind = behind
        self._read: dict[str, tuple[int, bytes]] = {}
        self._disk = PlainFiles(root)

    def _other(self, path: str) -> "Contents | None":
        """The other contents, where these say nothing of a file."""
        return None if path in self.overlay else self._behind

    def raw(self, path: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a file, one more than `most` of a larger one. Raises OSError where it cannot be read."""
        if other := self._other(path):
            return other.raw(path, most)
        limit, raw = self._read.get(path, (-1, b""))
        if limit < most and len(raw) > limit:
            raw = self._fresh(path, most)
            self._read[path] = most, raw
        return raw

    def _fresh(self, path: str, most: int) -> bytes:
        if path in self.overlay:
            return self._overlaid(path)[: most + 1]
        return self._disk.read(path, most + 1)

    def _overlaid(self, path: str) -> bytes:
        raw = self.overlay[path]
        if raw is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return raw

    def blocks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file of any size, piece by piece. Raises OSError where it cannot be read."""
        if other := self._other(path):
            yield from other.blocks(path)
            return
        if self.size(path) <= MOST_ROWS_BYTES:
            yield self.raw(path, MOST_ROWS_BYTES)
            return
        with self._disk.open(path) as stream:
            while block := stream.read(_BLOCK):
                yield block

    def size(self, path: str) -> int:
        """How many bytes a file holds. Raises OSError where it is not there."""
        return len(self._overlaid(path)) if path in self.overlay else self._disk.size(path)

    def is_file(self, path: str) -> bool:
        """Whether there is such a plain file, and no link on the way to it."""
        return self.overlay[path] is not None if path in self.overlay else self._disk.is_file(path)

    def link(self, path: str) -> str:
        """The part of a path that is a link to another place; empty where there is none."""
        return "" if path in self.overlay else link_on_the_way(self.root, path)


def digest_of(contents: Contents, path: str) -> str:
    """A digest of the bytes of a file; empty where it cannot be read."""
    found = hashlib.sha256()
    try:
        for block in contents.blocks(path):
            found.update(block)
    except OSError:
        return ""
    return found.hexdigest()
