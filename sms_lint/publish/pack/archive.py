"""A pack as one file, in the one form of tar that this module writes, and as a folder; nothing else is read."""

import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, read_given, write_given
from sms_lint.publish.pack.names import PackError, name_fault

# RFC 8493: an archive of a bag holds one folder.
TOP = "pack/"
_BLOCK = 512
_END = bytes(2 * _BLOCK)
_KINDS = {
    b"1": "a link", b"2": "a link", b"3": "a device", b"4": "a device", b"5": "a folder", b"6": "a pipe",
    b"7": "a file of a special form", b"x": "an extension", b"g": "an extension", b"L": "an extension",
    b"K": "an extension", b"S": "a sparse file",
}  # fmt: skip


class Limits(NamedTuple):
    """How much a pack may hold: files, and bytes of all of them together."""

    files: int = 100_000
    octets: int = 1 << 30


LIMITS = Limits()


def archive(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """The archive of some files, piece by piece: the same files give the same bytes."""
    for name in sorted(files):
        content = files[name]
        yield _header(name, len(content))
        yield content
        yield bytes(-len(content) % _BLOCK)
    yield _END


def _header(name: str, size: int) -> bytes:
    about = tarfile.TarInfo(TOP + name)
    about.size, about.mode = size, 0o644
    return about.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def write_archive(path: Path, files: Mapping[str, bytes], root: Path | None = None) -> None:
    """Write the archive; at no time is there anything but the old file or the whole new one under that name.

    Raises SmsError where a name is not allowed, where there is a link on the way below `root`, or where the file cannot
    be written.
    """
    if fault := name_fault(files):
        raise SmsError(f"this cannot be packed: {fault}")
    write_given(path, archive(files), root)


def read_archive(path: Path, limits: Limits = LIMITS) -> Mapping[str, bytes]:
    """Every file of an archive. Nothing is unpacked, and nothing but what `write_archive` makes is read.

    Raises PackError where it is anything else, SmsError where it cannot be opened.
    """
    most = limits.octets + (limits.files + 1) * 2 * _BLOCK
    try:
        if not path.is_file():
            raise SmsError(f"{path} is no file" if path.exists() else f"there is no {path}")
        raw = read_given(path, most + 1) if path.stat().st_size <= most else None
    except OSError as error:
        raise SmsError(f"{path} cannot be read: {error.strerror}") from None
    if raw is None or len(raw) > most:
        raise PackError("the archive is larger than a pack may be")
    return files_of(raw, limits)


def files_of(raw: bytes, limits: Limits = LIMITS) -> Mapping[str, bytes]:
    """Every file of the bytes of an archive. Raises PackError where it is not one that `archive` makes."""
    places = dict(_places(raw, limits))
    if fault := name_fault(places):
        raise PackError(fault)
    return {name: raw[start:end] for name, (start, end) in places.items()}


def _places(raw: bytes, limits: Limits) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where each file is: every header, every gap and the end are exactly those that are written here."""
    at, last, number, octets = 0, "", 0, 0
    while (header := raw[at : at + _BLOCK]) != _END[:_BLOCK]:
        name, size = _entry(header)
        number, octets = number + 1, octets + size
        if number > limits.files or octets > limits.octets:
            raise PackError("the archive contains more than a pack may contain")
        if name <= last:
            raise PackError(f"the name {name!a} is in the archive twice, or out of order")
        start = at + _BLOCK
        end = start + size
        at = end + -size % _BLOCK
        if at > len(raw):
            raise PackError("the archive is cut off")
        if any(raw[end:at]):
            raise PackError(f"something is hidden behind {name!a}")
        last = name
        yield name, (start, end)
    if raw[at:] != _END:
        raise PackError("the archive does not end where its last file ends")


def _entry(header: bytes) -> tuple[str, int]:
    """The name and size in a header. Raises PackError where it is not the one that is written for them."""
    if len(header) < _BLOCK:
        raise PackError("the archive is cut off, or is not a tar archive")
    kind = header[156:157]
    if kind != b"0":
        raise PackError(f"the archive holds {_KINDS.get(kind, 'something')} where only files are allowed")
    try:
        parts = (header[345:500].rstrip(b"\0").decode("ascii"), header[:100].rstrip(b"\0").decode("ascii"))
        size = int(header[124:135].decode("ascii"), 8)
    except ValueError:
        raise PackError(
            "a header of the archive is damaged, or a name contains characters that are not allowed"
        ) from None
    name = "/".join(filter(None, parts))
    if not name.startswith(TOP):
        raise PackError(f"the name {name!a} is not in the folder `{TOP}`")
    short = name.removeprefix(TOP)
    if fault := name_fault((short,)):
        raise PackError(fault)
    if size < 0 or _header(short, size) != header:
        raise PackError(f"the header of {name!a} does not have the form that packs have")
    return short, size


def read_folder(path: Path, limits: Limits = LIMITS) -> Mapping[str, bytes]:
    """Every file of an unpacked pack; links are never followed.

    Raises PackError where there is anything but files and folders, SmsError where it cannot be read.
    """
    found: dict[str, bytes] = {}
    octets = 0
    plain = PlainFiles(path)
    try:
        for name in _below(path, ""):
            content = _content(plain, name, limits.octets - octets)
            octets += len(content)
            found[name] = content
            if len(found) > limits.files:
                raise PackError("the folder contains more files than a pack may contain")
    except OSError as error:
        raise SmsError(f"{error.filename or path} cannot be read: {error.strerror}") from None
    if fault := name_fault(found):
        raise PackError(fault)
    return found


def _below(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        every = sorted(entries, key=lambda entry: entry.name)
    for entry in every:
        name = prefix + entry.name
        if fault := name_fault((name,)):
            raise PackError(fault)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{name}/")
        elif entry.is_file(follow_symlinks=False):
            yield name
        else:
            raise PackError(f"`{name}` is a link, a device or a pipe, where only files are allowed")


def _content(plain: PlainFiles, name: str, most: int) -> bytes:
    """A file's bytes, of exactly what was seen to be a file."""
    with plain.open(name) as stream:
        content = stream.read(max(most, 0) + 1)
    if len(content) > most:
        raise PackError("the folder contains more than a pack may contain")
    return content
