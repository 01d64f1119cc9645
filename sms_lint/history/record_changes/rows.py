"""The rows of a CSV table, split as the loader splits them; most of them are never parsed."""

from collections.abc import Iterable, Iterator, Mapping

from sms_lint.ground.text.csv_cells import MOST_HEADER_BYTES, cell_spans, cell_text, column_names, row_spans
from sms_lint.history.record_changes.parsed_file import ParsedFile, Values, canonical
from sms_lint.model.controlled_files import form_of


def read_rows(path: str, raw: bytes, header: ParsedFile, fields: Iterable[str]) -> ParsedFile:
    """The rows of a CSV file by their ids; `fields` are the names that a column may have, `header` may name others.

    Raises nothing: what cannot be read is said in `fault`.
    """
    if form_of(path) == "parquet":
        return ParsedFile(header.kind, fault="it is a Parquet file, whose rows are not compared")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ParsedFile(header.kind, fault="it is not written in UTF-8")
    names = {name: header.columns.get(name, name) for name in fields}
    columns, delimiter = column_names(text[:MOST_HEADER_BYTES], names.values())
    places = {name: columns.index(named) for name, named in names.items() if named in columns}
    if "id" not in places:
        return ParsedFile(header.kind, fault="no column of it holds the ids")

    def read(line: str) -> Values:
        return _values(line, places, delimiter)

    form = (header.kind, tuple(places.items()), delimiter)
    return ParsedFile(header.kind, form, _by_id(_lines(text, delimiter), places["id"], delimiter), read)


def _lines(text: str, delimiter: str) -> Iterator[str]:
    """One text for each row below the first line; a row goes on over a line end inside quotes."""
    if '"' not in text:
        return iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1:])
    spans = row_spans(text, delimiter)
    next(spans, None)
    return (text[start:end].rstrip("\r\n") for start, end in spans)


def _by_id(lines: Iterable[str], column: int, delimiter: str) -> dict[str, str]:
    found: dict[str, str] = {}
    add = found.setdefault
    for line in lines:
        cells = _cells(line, delimiter) if '"' in line else line.split(delimiter, column + 1)
        if len(cells) > column and (id_ := cells[column].strip()):
            add(id_, line)
    return found


def _cells(line: str, delimiter: str) -> list[str]:
    spans = cell_spans(line, 0, delimiter)
    return [cell_text(line, span).strip() for span in spans]


def _values(line: str, places: Mapping[str, int], delimiter: str) -> Values:
    cells = _cells(line, delimiter)
    said = {name: cells[place] for name, place in places.items() if place < len(cells)}
    return canonical(said)
