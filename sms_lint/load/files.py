"""Which files there are, and their text."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.settings import SETTINGS_FILE

FOLDERS = ("policies", "processes", "records")
MOST_BYTES = 1024 * 1024
_TEXTS = (".yml", ".yaml", ".md")
_REPOSITORY = frozenset({".git", ".gitmodules"})
_MODULES = ".gitmodules"
_MODULE = re.compile(r"^[ \t]*\[submodule[^\n]*|^[ \t]*path[ \t]*=[ \t]*\"?(?P<path>[^\"\n]*)", re.M)
Form = Literal["file", "link", "other", "closed", "repository"]
_NO_FILE: Mapping[Form, tuple[str, str]] = {
    "link": ("symbolic-link", "this is a link to another place on the disk, not a file"),
    "other": ("unreadable-file", "this is neither a file nor a folder, so it cannot be read"),
    "closed": ("unreadable-file", "the folder cannot be opened, so nothing in it was read"),
    "repository": ("nested-repository", "the folder that this lies in is a git repository of its own"),
}
_OUTSIDE = ("docs", "trust.yml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md")


@dataclass(frozen=True)
class Disk:
    """The files below a root: `sources` are read as documents and records, `paths` may be linked to."""

    root: Path
    sources: tuple[str, ...]
    paths: frozenset[str]
    reading_faults: tuple[ReadingFault, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


class Read(NamedTuple):
    """A file's text, or none and what is wrong with it; `rest` is what could be made out all the same."""

    file: SourceFile | None
    reading_faults: tuple[ReadingFault, ...] = ()
    rest: str = ""


def scan(root: Path) -> Disk:
    """List the files below `root`. Raises SmsError where there are no settings."""
    if not (root / SETTINGS_FILE).is_file():
        raise SmsError(f"there is no {SETTINGS_FILE} in {root}")
    paths, reading_faults = [SETTINGS_FILE], []
    for folder in (*FOLDERS, *_OUTSIDE):
        for path, form in _walk(root, folder):
            if form == "file":
                paths.append(path)
            elif folder in FOLDERS:
                rule, message = _NO_FILE[form]
                reading_faults.append(ReadingFault(rule, Location(SourceFile(path, ""), 0, 0), message))
    reading_faults += _modules(root)
    sources = [path for path in paths if path.startswith(tuple(f"{folder}/" for folder in FOLDERS))]
    return Disk(
        root,
        tuple(path for path in sources if path.endswith(_TEXTS)),
        frozenset(paths),
        tuple(reading_faults),
    )


def _modules(root: Path) -> Iterator[ReadingFault]:
    """Each repository that git is told to put below one of our folders."""
    try:
        with (root / _MODULES).open("rb") as stream:
            file = SourceFile(_MODULES, stream.read(MOST_BYTES).decode("utf-8", "replace"))
    except OSError:  # there is none, as it should be
        return
    start, end = 0, 0
    for match in _MODULE.finditer(file.text):
        path = match["path"]
        if path is None:
            start, end = match.span()
        elif path.strip().removeprefix("./").split("/")[0] in FOLDERS:
            message = f"git is told to put another repository at `{path.strip()}`"
            yield ReadingFault("nested-repository", Location(file, start, end), message)


def _walk(root: Path, folder: str) -> Iterator[tuple[str, Form]]:
    """Everything below a folder, in order, and what it is. Symbolic links are never followed."""
    start = root / folder
    if start.is_symlink():
        yield folder, "link"
    elif start.is_file():
        yield folder, "file"
    elif start.is_dir():
        yield from _entries(str(start), folder)


def _entries(folder: str, path: str) -> Iterator[tuple[str, Form]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield path, "closed"
        return
    for entry in found:
        below = f"{path}/{entry.name}"
        if entry.name in _REPOSITORY:
            yield below, "repository"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield below, "link"
        elif entry.is_dir():
            yield from _entries(entry.path, below)
        else:  # opening a pipe would wait for ever
            yield below, "file" if entry.is_file() else "other"


def decode(disk: Disk, path: str) -> Read:
    """Read one file as UTF-8."""
    target = os.path.join(disk.root, path)  # noqa: PTH118 - pathlib's joining doubles the time of a whole run
    try:
        with open(target, "rb") as stream:  # noqa: PTH123 - as above
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return _refused(path, "unreadable-file", f"the file cannot be read: {error.strerror}")
    if len(raw) > MOST_BYTES:
        message = "the file is larger than 1 MiB; split it, or keep the rows in a table (CSV or Parquet)"
        return _refused(path, "file-size", message, raw.decode("utf-8", "ignore"))
    try:
        return Read(SourceFile(path, raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        return _not_utf8(path, raw, error.start)


def _refused(path: str, rule: str, message: str, rest: str = "") -> Read:
    problem = ReadingFault(rule, Location(SourceFile(path, ""), 0, 0), message)
    return Read(None, (problem,), rest)


def _not_utf8(path: str, raw: bytes, start: int) -> Read:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    file = SourceFile(path, raw.decode("utf-16" if wide else "latin-1", "replace"))
    at = 0 if wide else start
    said, remedy = "the file is written in another encoding; save it as UTF-8", ""
    if wide:
        said = "the file is written in UTF-16; save it as UTF-8"
    elif b"\0" in raw:
        said = "the file is no text, but a program's own format, such as that of a word processor"
        remedy = "save its content as plain text in UTF-8; changing the name is not enough"
        at = 0
    problem = ReadingFault("encoding", Location(file, at, at + 1), said, help=remedy)
    return Read(None, (problem,), file.text)
