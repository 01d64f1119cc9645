"""Where the rows and cells of a CSV file are in its text, and what its first line names."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

CellSpan = tuple[int, int]
MOST_HEADER_BYTES = 64 * 1024
_DELIMITERS = (",", ";", "\t")
_PLAIN_LINE = re.compile(r'[^\r\n"]*+(?:\r\n|\r|\n|\Z)')
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


def cell_places(
    text: str, delimiter: str, width: int, wanted: Collection[int], no_rows: Collection[int] = ()
) -> Mapping[int, tuple[CellSpan, ...]]:
    """The cells of the rows `wanted`, which count from 0 and without the header.

    Lines without anything, rows that do not have `width` cells and what begins at `no_rows` are not counted:
    they are not read as rows.
    """
    found: dict[int, tuple[CellSpan, ...]] = {}
    last, number = max(wanted, default=-1), -1
    records = row_spans(text, delimiter)
    next(records, None)
    while number < last and (span := next(records, None)):
        if span[0] in no_rows or not _is_row(text, *span, delimiter, width):
            continue
        number += 1
        if number in wanted:
            found[number] = tuple(cell_spans(text, span[0], delimiter))
    return found


def row_spans(text: str, delimiter: str) -> Iterator[CellSpan]:
    """Every row of cells with anything in it; a quoted cell may hold line ends."""
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        plain = _PLAIN_LINE.match(text, at)
        if plain:
            end = plain.end()
        else:
            *_, (_, stop) = cell_spans(text, at, delimiter)
            ending = _LINE_END.match(text, stop)
            end = ending.end() if ending else len(text)
        if text[at] not in "\r\n":
            yield at, end
        at = max(end, at + 1)


def _is_row(text: str, start: int, end: int, delimiter: str, width: int) -> bool:
    if '"' not in text[start:end]:
        cells = text.count(delimiter, start, end) + 1
        if cells <= width:
            return cells == width
    spans = list(cell_spans(text, start, delimiter))
    return len(spans) >= width and all(begin == stop for begin, stop in spans[width:])


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    ends = re.escape(delimiter) + r"\r\n"
    return re.compile(rf' *"(?:[^"]|"")*+" *(?=[{ends}]|\Z)|[^{ends}]*+')


def cell_spans(text: str, at: int, delimiter: str) -> Iterator[CellSpan]:
    """The cells of the row that begins at `at`, quotes included."""
    cell = _cell(delimiter)
    while match := cell.match(text, at):
        yield match.span()
        at = match.end() + 1
        if text[match.end() : at] != delimiter:
            return


def cell_text(text: str, span: CellSpan) -> str:
    """What a cell says, without its quotes."""
    raw = text[slice(*span)]
    bare = raw.strip(" ")
    return bare[1:-1].replace('""', '"') if len(bare) > 1 and bare[0] == '"' == bare[-1] else raw


def column_names(start: str, known: Collection[str]) -> tuple[tuple[str, ...], str]:
    """The names in the first line of a text, and the delimiter that yields most of the `known` ones.

    No names where the first line holds none of them.
    """
    rows = {delimiter: _first_row(start, delimiter) for delimiter in _DELIMITERS}

    def fit(delimiter: str) -> tuple[int, int]:
        names = rows[delimiter]
        return len(set(names).intersection(known)), len(names)

    best = max(_DELIMITERS, key=fit)
    return (rows[best] if fit(best)[0] else ()), best


def _first_row(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(name.strip() for name in row)
