"""The rows of a table: told apart as the loader tells them apart, those in CSV mostly without being read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.ground.sql import literal
from sms_lint.ground.text.csv_cells import MOST_HEADER_BYTES, cell_spans, cell_text, column_names, row_spans
from sms_lint.history.record_changes.parsed_file import ParsedFile, Values, canonical
from sms_lint.model.columns import FieldForm
from sms_lint.model.controlled_files import form_of
from sms_lint.model.parquet_values import parquet_text
from sms_lint.outside.disk import lay_out
from sms_lint.outside.row_database import database, parquet_columns


def read_rows(path: str, raw: bytes, header: ParsedFile, fields: Sequence[FieldForm]) -> ParsedFile:
    """The rows of a CSV or Parquet file by their ids; `header` may name the columns of `fields` otherwise.

    Raises nothing: what cannot be read is said in `fault`.
    """
    named = {form.name: header.columns.get(form.name, form.name) for form in fields}
    if form_of(path) == "parquet":
        return _parquet_rows(raw, header.kind, named, fields)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ParsedFile(header.kind, fault="it is not written in UTF-8")
    columns, delimiter = column_names(text[:MOST_HEADER_BYTES], {*named, *header.columns.values()})
    places = {name: columns.index(column) for name, column in named.items() if column in columns}
    if "id" not in places:
        return ParsedFile(header.kind, fault=_NO_IDS)

    def read(line: str) -> Values:
        return _values(line, places, delimiter)

    form = (header.kind, tuple(places.items()), delimiter)
    return ParsedFile(header.kind, form, _by_id(_lines(text, delimiter), places["id"], delimiter), read)


_NO_IDS = "it has no column with the ids"


def _parquet_rows(raw: bytes, kind: str, named: Mapping[str, str], fields: Sequence[FieldForm]) -> ParsedFile:
    """The rows of a Parquet file, each as the texts that a CSV file would have."""
    from duckdb import Error

    with TemporaryDirectory(prefix="sms-lint-rows-") as folder:
        place = Path(folder) / "rows"
        lay_out(place.parent, {place.name: raw})
        try:
            rows = list(_parquet_texts(str(place), named, fields))
        except Error:
            return ParsedFile(kind, fault="it is not a Parquet file, or is damaged")
    found: dict[str, str] = {}
    for row in rows:
        if id_ := row.get("id", "").strip():
            found.setdefault(id_, json.dumps(row))
    fault = "" if found or not rows else _NO_IDS
    return ParsedFile(kind, ("parquet", kind), found, lambda row: canonical(json.loads(row)), fault=fault)


def _parquet_texts(
    path: str, named: Mapping[str, str], fields: Sequence[FieldForm]
) -> Iterator[Mapping[str, str]]:
    with database([path]) as connection:
        columns, types = parquet_columns(connection, path)
        held = [form for form in fields if named[form.name] in columns and not form.nested]
        places = [columns.index(named[form.name]) for form in held]
        texts = [
            parquet_text(f"c{place}", types[place], form) for place, form in zip(places, held, strict=True)
        ]
        if not texts:
            return
        raw = (
            f"read_parquet({literal(path)}) AS raw({', '.join(f'c{place}' for place in range(len(columns)))})"
        )
        result = connection.execute(f"SELECT {', '.join(texts)} FROM {raw}")
        while some := result.fetchmany(_AT_ONCE):
            for row in some:
                yield {form.name: text for form, text in zip(held, row, strict=True) if text}


_AT_ONCE = 10_000


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
