"""The bytes of files: each file is read once in a run, and a text that is not on the disk can stand for it."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sms_lint.model.controlled_files import MOST_BYTES

# Of a file with rows that is kept; a larger one is read in blocks by whoever needs it.
MOST_ROWS_BYTES = 50 * 1024 * 1024
_BLOCK = 1024 * 1024

Overlay = Mapping[str, str | None]


class Contents:
    """The contents of files, by their paths from the root.

    `overlay` are texts that count instead of what is on the disk; None says that there is no such file.
    """

    def __init__(self, root: Path, overlay: Overlay | None = None) -> None:
        self.root = root
        self.overlay: Mapping[str, bytes | None] = {
            path: None if text is None else text.encode("utf-8", "surrogatepass")
            for path, text in (overlay or {}).items()
        }
        self._read: dict[str, tuple[int, bytes]] = {}

    def raw(self, path: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a file, one more than `most` of a larger one. Raises OSError where it cannot be read."""
        limit, raw = self._read.get(path, (-1, b""))
        if limit < most and len(raw) > limit:
            raw = self._fresh(path, most)
            self._read[path] = most, raw
        return raw

    def _fresh(self, path: str, most: int) -> bytes:
        if path in self.overlay:
            return self._overlaid(path)[: most + 1]
        target = os.path.join(self.root, path)  # noqa: PTH118 - pathlib's joining doubles the time of a whole run
        with open(target, "rb") as stream:  # noqa: PTH123 - as above
            return stream.read(most + 1)

    def _overlaid(self, path: str) -> bytes:
        raw = self.overlay[path]
        if raw is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return raw

    def blocks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file of any size, piece by piece. Raises OSError where it cannot be read."""
        if self.size(path) <= MOST_ROWS_BYTES:
            yield self.raw(path, MOST_ROWS_BYTES)
            return
        with (self.root / path).open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block

    def size(self, path: str) -> int:
        """How many bytes a file holds. Raises OSError where it is not there."""
        return len(self._overlaid(path)) if path in self.overlay else (self.root / path).lstat().st_size

    def is_file(self, path: str) -> bool:
        """Whether there is such a file; a link counts as what it leads to."""
        return self.overlay[path] is not None if path in self.overlay else (self.root / path).is_file()


def digest_of(contents: Contents, path: str) -> str:
    """A digest of the bytes of a file; empty where it cannot be read."""
    found = hashlib.sha256()
    try:
        for block in contents.blocks(path):
            found.update(block)
    except OSError:
        return ""
    return found.hexdigest()
