"""Which files there are, and their text."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location, SourceFile
from sms_lint.load.contents import Contents, Overlay
from sms_lint.model.accepted import BASELINE_FILE
from sms_lint.model.controlled_files import FOLDERS, IMPORTS, MOST_BYTES, is_controlled, is_text
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.fix import Fix, TextEdit
from sms_lint.model.settings import SETTINGS_FILE

_REPOSITORY = frozenset({".git", ".gitmodules"})
MODULES = ".gitmodules"
_MODULE = re.compile(r"^[ \t]*\[submodule[^\n]*|^[ \t]*path[ \t]*=[ \t]*\"?(?P<path>[^\"\n]*)", re.M)
PathForm = Literal["file", "link", "other", "closed", "repository"]
_NO_FILE: Mapping[PathForm, tuple[str, str]] = {
    "link": ("symbolic-link", "this is a link to another place on the disk, not a file"),
    "other": ("unreadable-file", "this is neither a file nor a folder, so it cannot be read"),
    "closed": ("unreadable-file", "the folder cannot be opened, so nothing in it was read"),
    "repository": ("nested-repository", "the folder that this is in is a git repository of its own"),
}
# What else is read and published; other things in the repository may be links.
_READ = frozenset({*FOLDERS, IMPORTS, "docs", "trust.yml", BASELINE_FILE})
_OUTSIDE = (IMPORTS, "docs", "trust.yml", BASELINE_FILE, "README.md", "CHANGELOG.md", "CONTRIBUTING.md")


@dataclass(frozen=True)
class Disk:
    """The files below a root, and their contents.

    `sources` are read as documents and records, `paths` may be linked to, `links` are symbolic links where files
    should be.
    """

    contents: Contents
    sources: tuple[str, ...]
    paths: frozenset[str]
    links: tuple[str, ...] = ()
    reading_faults: tuple[ReadingFault, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that the paths start from."""
        return self.contents.root


class ReadResult(NamedTuple):
    """A file's text, or None and what is wrong with it; `rest` is what could still be read."""

    file: SourceFile | None
    reading_faults: tuple[ReadingFault, ...] = ()
    rest: str = ""


def scan(root: Path, overlay: Overlay | None = None) -> Disk:
    """List the files below `root`, those of the overlay among them. Raises SmsError where there are no settings."""
    contents = Contents(root, overlay)
    if not contents.is_file(SETTINGS_FILE):
        if contents.link(SETTINGS_FILE):
            raise SmsError(f"{SETTINGS_FILE} in {root} is a link to another place; put the file itself there")
        raise SmsError(f"there is no {SETTINGS_FILE} in {root}")
    listed = [
        entry
        for folder in (*FOLDERS, *_OUTSIDE)
        for entry in _overlaid(_walk(root, folder), folder, contents.overlay)
    ]
    return listed_disk(contents, [(SETTINGS_FILE, "file"), *listed])


def overlaid(disk: Disk, overlay: Overlay) -> Disk:
    """The same files with some texts in place of theirs: what was listed and read is taken as it was.

    Listed anew where the overlay adds a file or takes one away.
    """
    if all(raw is not None and (path in disk.paths or not is_scanned(path)) for path, raw in overlay.items()):
        return replace(disk, contents=Contents(disk.root, overlay, disk.contents))
    return scan(disk.root, overlay)


def listed_disk(contents: Contents, listed: Sequence[tuple[str, PathForm]]) -> Disk:
    """The files among what was listed, and what is wrong with the rest."""
    paths = [path for path, form in listed if form == "file"]
    return Disk(
        contents,
        tuple(path for path in paths if is_controlled(path) and is_text(path)),
        frozenset(paths),
        tuple(path for path, form in listed if form == "link" and is_controlled(path)),
        (*_no_files(listed), *_modules(contents)),
    )


def _no_files(listed: Iterable[tuple[str, PathForm]]) -> Iterator[ReadingFault]:
    for path, form in listed:
        if form != "file" and path.split("/")[0] in _READ:
            rule, message = _NO_FILE[form]
            yield ReadingFault(rule, Location(SourceFile(path, ""), 0, 0), message)


def _modules(contents: Contents) -> Iterator[ReadingFault]:
    """Each git submodule below one of our folders."""
    try:
        file = SourceFile(MODULES, contents.raw(MODULES)[:MOST_BYTES].decode("utf-8", "replace"))
    except OSError:  # there is none, as expected
        return
    start, end = 0, 0
    for match in _MODULE.finditer(file.text):
        path = match["path"]
        if path is None:
            start, end = match.span()
        elif path.strip().removeprefix("./").split("/")[0] in FOLDERS:
            message = f"git is set up to put another repository at `{path.strip()}`"
            yield ReadingFault("nested-repository", Location(file, start, end), message)


def is_scanned(path: str) -> bool:
    """Whether a path is among those that are looked for."""
    return path == SETTINGS_FILE or any(
        path == folder or path.startswith(f"{folder}/") for folder in (*FOLDERS, *_OUTSIDE)
    )


def _overlaid(
    listed: Iterable[tuple[str, PathForm]], folder: str, overlay: Mapping[str, bytes | None]
) -> Iterable[tuple[str, PathForm]]:
    """What a folder holds once the overlay's texts are in it, in the order of a listing."""
    ours = {path: raw for path, raw in overlay.items() if path == folder or path.startswith(f"{folder}/")}
    if not ours:
        return listed
    found = {path: form for path, form in listed if not _gives_way(path, ours)}
    found |= dict(filter(None, (listed_entry(path) for path, raw in ours.items() if raw is not None)))
    return sorted(found.items(), key=lambda entry: entry[0].split("/"))


def _gives_way(path: str, overlay: Mapping[str, bytes | None]) -> bool:
    """Whether the overlay replaces this path: by a text, by a folder, or by a file where its folder was."""
    for other, raw in overlay.items():
        if path == other:
            return True
        if raw is not None and (other.startswith(f"{path}/") or path.startswith(f"{other}/")):
            return True
    return False


def listed_entry(path: str) -> tuple[str, PathForm] | None:
    """The entry of a listing for a file; None where a name begins with a dot."""
    parts = path.split("/")
    for place, name in enumerate(parts):
        if name in _REPOSITORY:
            return "/".join(parts[: place + 1]), "repository"
        if name.startswith("."):
            return None
    return path, "file"


def _walk(root: Path, folder: str) -> Iterator[tuple[str, PathForm]]:
    """Everything below a folder, in order, and what it is. Symbolic links are never followed."""
    start = root / folder
    if start.is_symlink():
        yield folder, "link"
    elif start.is_file():
        yield folder, "file"
    elif start.is_dir():
        yield from _entries(str(start), folder)
    elif start.exists():  # opening a pipe would wait for ever
        yield folder, "other"


def _entries(folder: str, path: str) -> Iterator[tuple[str, PathForm]]:
    waiting: list[_Listed] = [(folder, path, None)]
    while waiting:  # no recursion: folders may lie in each other as deep as the disk allows
        place, name, form = waiting.pop()
        if form is not None:
            yield name, form
            continue
        try:
            waiting.extend(reversed(list(_listing(place, name))))
        except OSError:
            yield name, "closed"


# Where something lies on the disk, its path from the root, and what it is; None for a folder.
_Listed = tuple[str, str, PathForm | None]


def _listing(folder: str, path: str) -> Iterator[_Listed]:
    """What a folder itself holds, by name. Raises OSError where it cannot be opened."""
    with os.scandir(folder) as entries:
        dir_entries = sorted(entries, key=lambda entry: entry.name)
    for entry in dir_entries:
        below = f"{path}/{entry.name}"
        if entry.name in _REPOSITORY:
            yield entry.path, below, "repository"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield entry.path, below, "link"
        elif entry.is_dir():
            yield entry.path, below, None
        else:
            yield entry.path, below, "file" if entry.is_file() else "other"


def leads_out(path: str) -> bool:
    """Whether a path that a setting names leads out of the repository."""
    return path.startswith("/") or ".." in path.split("/")


def decode(disk: Disk, path: str) -> ReadResult:
    """Read one file as UTF-8."""
    try:
        raw = disk.contents.raw(path)
    except OSError as error:
        return _refused(path, "unreadable-file", f"the file cannot be read: {error.strerror}")
    if len(raw) > MOST_BYTES:
        message = "the file is larger than 1 MiB; split it, or keep the rows in a table (CSV or Parquet)"
        return _refused(path, "file-size", message, raw[: MOST_BYTES + 1].decode("utf-8", "ignore"))
    try:
        return ReadResult(SourceFile(path, raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        return _not_utf8(path, raw, error.start)


def _refused(path: str, rule: str, message: str, rest: str = "") -> ReadResult:
    fault = ReadingFault(rule, Location(SourceFile(path, ""), 0, 0), message)
    return ReadResult(None, (fault,), rest)


def _not_utf8(path: str, raw: bytes, start: int) -> ReadResult:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    file = SourceFile(path, raw.decode("utf-16" if wide else "latin-1", "replace"))
    at = 0 if wide else start
    said, remedy = "the file has another encoding; save it as UTF-8", ""
    if wide:
        said = "the file is written in UTF-16; save it as UTF-8"
    elif b"\0" in raw:
        said = "the file is not text, but in a program's own format, such as that of a word processor"
        remedy = "save its content as plain text in UTF-8; changing the name is not enough"
        at = 0
    fix = None if remedy else _as_utf8(file, raw, wide=wide)
    fault = ReadingFault("encoding", Location(file, at, at + 1), said, help=remedy, fix=fix)
    return ReadResult(None, (fault,), file.text)


def _as_utf8(file: SourceFile, raw: bytes, *, wide: bool) -> Fix:
    """The same text in UTF-8. Which letters the bytes of an older encoding stand for is a guess: that of Windows."""
    said, place = "save the file as UTF-8", Location(file, 0, len(file.text))
    text = file.text if wide else raw.decode("cp1252", "replace")
    return Fix(said, (TextEdit(place, text),), safe=wide, same_values=wide)
