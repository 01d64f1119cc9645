"""Reading files: plain files alone. A link is not followed, and a pipe or a device is never opened for long."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk.places import link_on_the_way

# A pipe would wait for ever for somebody who writes into it; a link is refused by the system itself.
_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
    _FLAGS |= getattr(os, _flag, 0)
_REFUSES_LINKS = hasattr(os, "O_NOFOLLOW")


class PlainFiles:
    """The files below a folder. What was seen to be a folder of its own is not looked at again."""

    def __init__(self, root: Path) -> None:
        """Take the folder; nothing is read yet."""
        self.root = root
        self._folders = {""}

    def open(self, path: str) -> BinaryIO:
        """A file, opened for reading. Raises OSError where it is not there, no plain file, or behind a link."""
        return os.fdopen(self._opened(path)[0], "rb")

    def read(self, path: str, most: int) -> bytes:
        """The bytes of a file, no more than `most`; for a great number of small ones. Raises OSError as `open` does."""
        handle, size = self._opened(path)
        try:
            raw = os.read(handle, min(most, size + 1))
            if len(raw) == size:
                return raw
        finally:
            os.close(handle)
        with self.open(path) as stream:  # it is larger than that, or grows at this moment
            return stream.read(most)

    def _opened(self, path: str) -> tuple[int, int]:
        """What the system calls an opened file, and how many bytes it holds."""
        self._refuse_links(path, itself=not _REFUSES_LINKS)
        try:
            handle = os.open(f"{self.root}/{path}", _FLAGS)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK):
                raise _link(path) from None
            raise
        there = os.fstat(handle)
        if stat.S_ISREG(there.st_mode):
            return handle, there.st_size
        os.close(handle)
        raise OSError(errno.EINVAL, "it is neither a file nor a folder, or it is a folder", path)

    def is_file(self, path: str) -> bool:
        """Whether there is such a plain file, and no link on the way to it."""
        try:
            self._refuse_links(path)
            return stat.S_ISREG(os.lstat(f"{self.root}/{path}").st_mode)
        except OSError:
            return False

    def size(self, path: str) -> int:
        """How many bytes a file holds. Raises OSError where it is not there, or behind a link."""
        self._refuse_links(path)
        return os.lstat(f"{self.root}/{path}").st_size

    def _refuse_links(self, path: str, *, itself: bool = True) -> None:
        """Refuse a path that leads elsewhere; `itself` says that the file is looked at too, not only its folders."""
        folder = path.rpartition("/")[0]
        if "\0" in path or ".." in path.split("/") or path.startswith("/"):
            raise FileNotFoundError(errno.ENOENT, "no file of the repository can have this name", path)
        if folder not in self._folders:
            if link := link_on_the_way(self.root, folder):
                raise OSError(errno.ELOOP, f"`{link}` is a link to another place on the disk", path)
            self._folders.add(folder)
        if itself and os.path.islink(f"{self.root}/{path}"):  # noqa: PTH114 - asked for every file of a run
            raise _link(path)


def _link(path: str) -> OSError:
    return OSError(errno.ELOOP, "it is a link to another place on the disk", path)


def read_plain(root: Path, path: str) -> bytes:
    """The bytes of a file below `root`. Raises OSError where it is not there, no plain file, or behind a link."""
    with PlainFiles(root).open(path) as stream:
        return stream.read()


def read_given(path: Path, most: int = -1) -> bytes:
    """What a file named on the command line holds, `most` bytes of it. Raises SmsError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise SmsError(f"{path} cannot be read: {error.strerror}") from None


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Every plain file below a folder by its path from the root, in order; nothing behind links.

    Raises OSError where a folder cannot be opened. A folder that is not there holds nothing.
    """
    start = root / folder if folder else root
    if (folder and link_on_the_way(root, folder)) or not start.is_dir():
        return
    with os.scandir(start) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(root, path)
        elif entry.is_file(follow_symlinks=False):
            yield path
