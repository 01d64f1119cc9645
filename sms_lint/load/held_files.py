"""Files on the disk as git would keep them: the mode and the id of each."""

import os
import stat
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sms_lint.history.record_changes import PLAIN, HeldFile
from sms_lint.load.files import Disk
from sms_lint.model.statement import digests

LONG = 64  # characters of an id, in a repository that uses SHA-256
LINK, _PROGRAM = "120000", "100755"


class HeldOnDisk(NamedTuple):
    """Files as git would keep them, and the path of each text by git's id of it."""

    files: Mapping[str, HeldFile]
    paths: Mapping[str, str]


def held_on_disk(disk: Disk, wanted: Callable[[str], bool], *, long: bool) -> HeldOnDisk:
    """Those that are wanted, links among them; what cannot be read is left out. `long` says that git's ids are."""
    files: dict[str, HeldFile] = {}
    paths: dict[str, str] = {}
    for path in filter(wanted, sorted((*disk.paths, *disk.links))):
        try:
            mode, raw = _mode(disk, path), raw_on_disk(disk, path)
        except OSError:
            continue
        blob = digests(raw, long=long)[1]
        files[path] = HeldFile(mode, blob)
        paths.setdefault(blob, path)
    return HeldOnDisk(files, paths)


def state_on_disk(disk: Disk, path: str, *, long: bool) -> str:
    """The state of a file that a text shows: git's id of it, behind `link ` where it is one; empty where none is."""
    if path not in disk.paths and path not in disk.links:
        return ""
    try:
        blob = digests(raw_on_disk(disk, path), long=long)[1]
    except OSError:
        return ""
    return f"link {blob}" if path in disk.links else blob


def _mode(disk: Disk, path: str) -> str:
    """The mode that git would keep of a file; a text that is not on the disk is a plain one."""
    try:
        mode = (disk.root / path).lstat().st_mode
    except OSError:
        if path not in disk.contents.overlay:
            raise
        return PLAIN
    if path in disk.links:
        return LINK
    return _PROGRAM if stat.S_ISREG(mode) and mode & stat.S_IXUSR else PLAIN


def raw_on_disk(disk: Disk, path: str) -> bytes:
    """The bytes of a file; of a link, where it leads."""
    if path in disk.links:
        return os.fsencode((disk.root / path).readlink())
    return b"".join(disk.contents.blocks(path))
