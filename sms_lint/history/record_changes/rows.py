"""The rows of a table in CSV: most of them are told apart by their lines, without being read."""

import csv
import io
from collections.abc import Iterable, Mapping

from sms_lint.history.record_changes.parsed_file import ParsedFile, Values, canonical

_DELIMITERS = (",", ";", "\t")


def read_rows(path: str, raw: bytes, header: ParsedFile, fields: Iterable[str]) -> ParsedFile:
    """The rows of a CSV file by their ids; `fields` are the names that a column may have, `header` may name others.

    Raises nothing: what cannot be read is said in `fault`.
    """
    if path.endswith(".parquet"):
        return ParsedFile(header.kind, fault="it is a Parquet file, whose rows are not compared")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return ParsedFile(header.kind, fault="it is not written in UTF-8")
    ours = {header.columns.get(name, name): name for name in fields}
    first, _, rest = text.partition("\n")
    delimiter = max(_DELIMITERS, key=lambda one: len(set(_cells(first, one)).intersection(ours)))
    names = tuple(ours.get(cell, "") for cell in _cells(first, delimiter))
    if "id" not in names:
        return ParsedFile(header.kind, fault="no column of it holds the ids")
    lines = _lines(rest)
    try:
        raw_rows = _by_id(lines, names.index("id"), delimiter)
    except csv.Error:
        return ParsedFile(header.kind, fault="it cannot be read as CSV")

    def read(line: str) -> Values:
        return _values(line, names, delimiter)

    return ParsedFile(header.kind, (header.kind, names, delimiter), raw_rows, read)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        found = next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in found]


def _lines(text: str) -> list[str]:
    """One text for each row; a row goes on over a line end inside quotes."""
    lines = text.split("\n")
    if '"' not in text or not any(line.count('"') % 2 for line in lines):
        return lines
    found: list[str] = []
    open_ = False
    for line in lines:
        if open_:
            found[-1] += "\n" + line
        else:
            found.append(line)
        open_ ^= line.count('"') % 2 == 1
    return found


def _by_id(lines: Iterable[str], column: int, delimiter: str) -> dict[str, str]:
    found: dict[str, str] = {}
    add = found.setdefault
    for line in lines:
        cells = _cells(line, delimiter) if '"' in line else line.split(delimiter, column + 1)
        if len(cells) > column and cells[column]:
            add(cells[column].strip(), line)
    return found


def _values(line: str, names: tuple[str, ...], delimiter: str) -> Values:
    said: Mapping[str, str] = {
        name: cell for name, cell in zip(names, _cells(line, delimiter), strict=False) if name
    }
    return canonical(said)
