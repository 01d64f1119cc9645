"""Where the cells of a CSV file stand in its text."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

Span = tuple[int, int]
_PLAIN_LINE = re.compile(r'[^\r\n"]*+(?:\r\n|\r|\n|\Z)')
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


def cell_places(
    text: str, delimiter: str, width: int, wanted: Collection[int], no_rows: Collection[int] = ()
) -> Mapping[int, tuple[Span, ...]]:
    """The cells of the rows `wanted`, which count from 0 and without the header.

    Lines without anything, rows that do not have `width` cells and what begins at `no_rows` are not counted:
    they are not read as rows.
    """
    found: dict[int, tuple[Span, ...]] = {}
    last, number = max(wanted, default=-1), -1
    records = _records(text, delimiter)
    next(records, None)
    while number < last and (span := next(records, None)):
        if span[0] in no_rows or not _is_row(text, *span, delimiter, width):
            continue
        number += 1
        if number in wanted:
            found[number] = tuple(_cells(text, span[0], delimiter))
    return found


def _records(text: str, delimiter: str) -> Iterator[Span]:
    """Every row of cells with anything in it; a quoted cell may hold line ends."""
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        plain = _PLAIN_LINE.match(text, at)
        if plain:
            end = plain.end()
        else:
            *_, (_, stop) = _cells(text, at, delimiter)
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
    spans = list(_cells(text, start, delimiter))
    return len(spans) >= width and all(begin == stop for begin, stop in spans[width:])


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    ends = re.escape(delimiter) + r"\r\n"
    return re.compile(rf' *"(?:[^"]|"")*+" *(?=[{ends}]|\Z)|[^{ends}]*+')


def _cells(text: str, at: int, delimiter: str) -> Iterator[Span]:
    """The cells of the row that begins at `at`, quotes included."""
    cell = _cell(delimiter)
    while match := cell.match(text, at):
        yield match.span()
        at = match.end() + 1
        if text[match.end() : at] != delimiter:
            return


def cell_text(text: str, span: Span) -> str:
    """What a cell says, without its quotes."""
    raw = text[slice(*span)]
    bare = raw.strip(" ")
    return bare[1:-1].replace('""', '"') if len(bare) > 1 and bare[0] == '"' == bare[-1] else raw
