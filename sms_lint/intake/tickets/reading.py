"""From the bytes of an export to its rows: encodings, separators, and the forms CSV and JSON."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sms_lint.ground.sentences import plural
from sms_lint.intake.tickets.export import Export, ExportError, ExportRow, Rejection
from sms_lint.model.mapping import FileForm

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.I)
_LONGEST_CELL = 1024 * 1024
_ZIP = b"PK\x03\x04"
_BINARY = {
    _ZIP: "a workbook or another packed file",
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "a workbook of an old form",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a packed file",
}


def read_export(name: str, raw: bytes, form: FileForm, known: Sequence[str] = ()) -> Export:
    """The rows of an export. `known` are columns that are looked for. Raises ExportError where it cannot be read."""
    if not raw.strip():
        raise ExportError(f"{name} is empty; export it again")
    if raw.startswith(_ZIP) and name.casefold().endswith((".xlsx", ".xlsm")):
        from sms_lint.intake.tickets.sheet import read_sheet

        return read_sheet(name, raw)
    text = decoded(name, raw, form.encoding)
    if text.lstrip()[:1] in ("[", "{"):
        from sms_lint.intake.tickets.json_records import read_records

        return read_records(name, text, form.records)
    return read_csv(name, text, form.separator, known)


def is_text(raw: bytes, name: str) -> bool:
    """Whether a file is none of an office program: an export in CSV or JSON, or what is meant to be one."""
    return name.casefold().endswith((".csv", ".json", ".tsv", ".txt")) or not any(
        map(raw.startswith, _BINARY)
    )


def decoded(name: str, raw: bytes, encoding: str | None) -> str:
    """The text of a file. Raises ExportError where it is none, or in another encoding than stated."""
    for start, what in _BINARY.items():
        if raw.startswith(start):
            raise ExportError(f"{name} is {what}, not a text; export it as CSV")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif raw.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise ExportError(f"{name} is not text: line {line} holds a null byte; export it again as CSV")
    try:
        return raw.decode(encoding or "utf-8")
    except LookupError:
        raise ExportError(f"there is no encoding {encoding}; write utf-8, cp1252 or another one") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        stated = encoding or "UTF-8"
        said = f"{name} is not written in {stated} (line {line}); export it in UTF-8"
        raise ExportError(f"{said}, or state its encoding in the mapping, such as cp1252") from None


def read_csv(name: str, text: str, separator: str | None, known: Sequence[str] = ()) -> Export:
    """The rows of a CSV text; a first line `sep=;`, as a spreadsheet writes it, says the separator."""
    start = _SEP_LINE.match(text)
    stated = {"tab": "\t", None: None}.get(separator, separator) or (start[1] if start else None)
    body = text[start.end() :] if start else text
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=stated or _separator(body, known), strict=True
    )
    records = _records(name, reader, 1 if start else 0)
    _, first = next(records, (0, []))
    columns = tuple(cell.strip() for cell in first)
    if not any(columns):
        raise ExportError(
            f"the first line of {name} names no column; export it with the names of its columns"
        )
    rows, rejected = _rows(records, len(columns))
    return Export(columns, rows, tuple(rejected))


def _separator(text: str, known: Sequence[str]) -> str:
    """The separator that yields most of the columns looked for, else most columns."""
    line = text.lstrip("\r\n").partition("\n")[0].rstrip("\r")

    def fit(separator: str) -> tuple[int, int]:
        try:
            names = {name.strip() for name in next(csv.reader([line], delimiter=separator), [])}
        except csv.Error:
            return (0, 0)
        return len(names.intersection(known)), len(names)

    return max(_SEPARATORS, key=fit)


def _records(name: str, reader: "Reader", before: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with anything in it, and its line. Raises ExportError behind a quote that is out of place."""
    limit, last = csv.field_size_limit(_LONGEST_CELL), before
    try:
        for cells in reader:
            line, last = last + 1, reader.line_num + before
            if any(cells):
                yield line, cells
    except csv.Error as error:
        what = 'a quote (") is out of place or never closed'
        reason = "a cell is longer than 1 MiB" if "limit" in str(error) else what
        raise ExportError(
            f"{name} cannot be read from line {last + 1} on: {reason}; export it again"
        ) from None
    finally:
        csv.field_size_limit(limit)


def _rows(records: Iterator[tuple[int, list[str]]], width: int) -> tuple[list[ExportRow], list[Rejection]]:
    rows: list[ExportRow] = []
    rejected: list[Rejection] = []
    for line, cells in records:
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            rows.append(ExportRow(line, tuple(cells[:width])))
        else:
            said = f"this line has {plural(len(cells), 'cell')}, but the first line names {plural(width, 'column')}"
            rejected.append(Rejection(line, "", said))
    return rows, rejected
