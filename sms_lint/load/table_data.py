"""The data file of a table: where it is, whether it can be read at all, and the names of its columns."""

import codecs
import stat
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join, normpath

from sms_lint.ground.faults import nearest
from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text.csv_cells import MOST_HEADER_BYTES, column_names
from sms_lint.load.contents import MOST_ROWS_BYTES, Contents
from sms_lint.load.files import Disk
from sms_lint.model.controlled_files import form_of, is_controlled, is_table
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Table


@dataclass(frozen=True)
class DataFile:
    """A file with rows: its path from the root and on the disk, and its columns in their order.

    `contents` hold its bytes. `delimiter` is empty for Parquet. `types` are the types of a Parquet file's columns,
    empty for CSV.
    """

    path: str
    full: str
    size: int
    contents: Contents = field(repr=False)
    columns: tuple[str, ...] = ()
    delimiter: str = ""
    types: tuple[str, ...] = ()

    def with_columns(
        self, columns: tuple[str, ...], delimiter: str = "", types: tuple[str, ...] = ()
    ) -> "DataFile":
        """The same file, its columns known."""
        return replace(self, columns=columns, delimiter=delimiter, types=types)

    @property
    def is_csv(self) -> bool:
        """Whether it is a text with cells, which can be shown to people."""
        return form_of(self.path) == "csv"

    @property
    def can_be_shown(self) -> bool:
        """Whether a fault can be placed in the file itself."""
        return self.is_csv and self.size <= MOST_ROWS_BYTES


def find_data(disk: Disk, table: Table) -> DataFile | ReadingFault:
    """The file that the header names, or why it is not usable. Only plain files inside the repository are."""
    name = table.data
    path = normpath(join(dirname(table.path), name))
    if name.startswith("/") or path == ".." or path.startswith("../"):
        return at_data(table, f"`{name}` leads out of the repository")
    if not is_table(path):
        return at_data(
            table, f"`{name}` is neither a CSV nor a Parquet file; its name must end in .csv or .parquet"
        )
    if path not in disk.paths or not is_controlled(path):
        return at_data(table, _not_there(disk, path) + _near(disk, table, path))
    full = disk.root.absolute() / path
    if path in disk.contents.overlay:
        return DataFile(path, str(full), disk.contents.size(path), disk.contents)
    try:
        stat_result = full.lstat()
    except OSError as error:
        return at_data(table, f"`{name}` cannot be read: {error.strerror}")
    if not stat.S_ISREG(stat_result.st_mode):
        return at_data(table, f"`{name}` is not a plain file")
    return DataFile(path, str(full), stat_result.st_size, disk.contents)


def _near(disk: Disk, table: Table, path: str) -> str:
    """A suggestion, out of the files beside it that have no header of their own name."""
    folder, taken = dirname(path), disk.paths - {table.path}
    names = [
        basename(other)
        for other in disk.paths
        if dirname(other) == folder and is_table(other) and f"{other.rpartition('.')[0]}.yml" not in taken
    ]
    return nearest(basename(path), sorted(names))


def _not_there(disk: Disk, path: str) -> str:
    if disk.contents.link(path):
        return f"`{path}` is a link to another place on the disk, or is behind one; keep the file itself here"
    if (disk.root / path).exists() and disk.contents.overlay.get(path, b"") is not None:
        return f"`{path}` is not among the files that are read; keep it beside its header"
    return f"there is no file `{path}`"


def at_data(table: Table, message: str, rule: str = "schema") -> ReadingFault:
    """A fault with the data file as a whole, shown in the header."""
    return ReadingFault(rule, table.at("data"), message, node=table.id)


def text_fault(data: DataFile, table: Table) -> ReadingFault | None:
    """Why a CSV file is not text in UTF-8, or None."""
    try:
        return _text_fault(data.contents.blocks(data.path), data, table)
    except OSError as error:
        return at_data(table, f"`{table.data}` cannot be read: {error.strerror}")


def _text_fault(blocks: Iterable[bytes], data: DataFile, table: Table) -> ReadingFault | None:
    line, decoder = 1, codecs.getincrementaldecoder("utf-8")()
    for block in blocks:
        if block.startswith((b"\xff\xfe", b"\xfe\xff")) and line == 1:
            return at_data(table, f"`{data.path}` is written in UTF-16; save it as UTF-8", "encoding")
        at = block.find(b"\0")
        if at != -1:
            line += block.count(b"\n", 0, at)
            return at_data(table, f"`{data.path}` is not text: line {line} holds a null byte", "encoding")
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            line += block.count(b"\n", 0, max(error.start, 0))
            return at_data(
                table, f"`{data.path}` is not written in UTF-8 (line {line}); save it as UTF-8", "encoding"
            )
        line += block.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return at_data(table, f"`{data.path}` ends in the middle of a character; export it again", "encoding")
    return None


def read_header(data: DataFile, known: Collection[str]) -> tuple[tuple[str, ...], str]:
    """The names in the first line of a CSV file and the delimiter that yields most of the `known` ones."""
    raw = data.contents.raw(data.path, MOST_HEADER_BYTES)
    return column_names(raw[:MOST_HEADER_BYTES].decode("utf-8-sig", "ignore"), known)


def source_file(data: DataFile) -> SourceFile:
    """The text of a CSV file, for showing places in it."""
    raw = data.contents.raw(data.path, MOST_ROWS_BYTES)
    return SourceFile(data.path, raw[:MOST_ROWS_BYTES].decode("utf-8", "replace"))


def line_starts(file: SourceFile, start_bytes: Iterable[int]) -> list[int]:
    """The characters of a CSV file that the lines at these bytes begin with, line ends before them passed over."""
    raw = file.text.encode("utf-8")
    found: list[int] = []
    at_byte, at = 0, 0
    for byte in start_bytes:
        at += len(raw[at_byte:byte].decode("utf-8", "ignore"))
        at_byte = byte
        start = at
        while start < len(file.text) and file.text[start] in "\r\n":
            start += 1
        found.append(start)
    return found


def line_from(file: SourceFile, start: int) -> Location:
    """The rest of the line from a character on."""
    end = file.text.find("\n", start)
    line = file.text[start : end if end != -1 else None].rstrip("\r")
    return Location(file, start, start + len(line))
