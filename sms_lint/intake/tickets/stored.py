"""The tables that earlier imports of a mapping wrote: their headers and their rows."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import SourceFile
from sms_lint.ground.text import read_yaml
from sms_lint.intake.tickets.reading import read_csv
from sms_lint.intake.tickets.rows import Row
from sms_lint.model.mapping import Target
from sms_lint.model.row_rules import moment
from sms_lint.outside.disk import files_below, read_plain


class StoredTable(NamedTuple):
    """A table as it is on the disk: its header, its data file, its fields, and its rows by their id."""

    period: str
    header: SourceFile
    data: str
    source: Mapping[str, Any]
    fields: tuple[str, ...]
    rows: Mapping[str, Row]


def stored_tables(root: Path, mapping: str, target: Target) -> dict[str, StoredTable]:
    """The tables of a mapping, by the period that their names end in. Raises SmsError where one is somebody else's."""
    name = re.compile(rf"{re.escape(target.name or mapping)}(?:-([0-9]{{4}}(?:-[0-9]{{2}})?))?\.yml")
    found = {}
    for path in files_below(root, target.folder):
        folder, _, file = path.rpartition("/")
        match = name.fullmatch(file) if folder == target.folder else None
        if match:
            found[match[1] or ""] = _stored(root, path, mapping, match[1] or "")
    return found


def _stored(root: Path, path: str, mapping: str, period: str) -> StoredTable:
    header = SourceFile(path, read_plain(root, path).decode("utf-8", "replace"))
    values = read_yaml(header.text).values
    source = values.get("source") if isinstance(values, dict) else None
    if not isinstance(source, dict) or source.get("mapping") != mapping or not values.get("data"):
        said = f"{path} is there already, and no import of `{mapping}` wrote it"
        raise SmsError(f"{said}; give the mapping another `table.name`")
    folder = path.rpartition("/")[0]
    data = f"{folder}/{values['data']}"
    try:
        columns, rows = _read_rows(root, data)
    except (OSError, SmsError) as error:
        raise SmsError(f"{data} cannot be read: {error}; restore it from git, then import again") from None
    named = values.get("columns") if isinstance(values.get("columns"), dict) else {}
    ours = {column: field for field, column in named.items()}
    fields = tuple(ours.get(column, column) for column in columns)
    if "id" not in fields:
        raise SmsError(f"{data} has no column of ids; restore it from git, then import again")
    place = fields.index("id")
    return StoredTable(period, header, data, source, fields, {row[place]: row for row in rows})


def _read_rows(root: Path, data: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    if data.casefold().endswith(".parquet"):
        return _parquet(root / data)
    export = read_csv(data, read_plain(root, data).decode("utf-8-sig"), ",", ())
    if export.rejected:
        raise SmsError(f"line {export.rejected[0].line}: {export.rejected[0].reason}")
    return export.columns, (row.cells for row in export.rows)


def _parquet(path: Path) -> tuple[tuple[str, ...], Iterator[Row]]:
    from duckdb import Error

    from sms_lint.outside.row_database import parquet_rows

    try:
        names, rows = parquet_rows(str(path))
    except Error:
        raise SmsError("it is damaged") from None
    return names, iter(rows)


def last_import(root: Path, mapping: str, target: Target) -> datetime | None:
    """When the last import of a mapping wrote a table; None where there was none."""
    times = (
        moment(table.source.get("imported_at")) for table in stored_tables(root, mapping, target).values()
    )
    return max(filter(None, times), default=None)
