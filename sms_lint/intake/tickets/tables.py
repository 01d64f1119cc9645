"""From rows to the files of tables: a header and a data file for each period, CSV or, where there are many, Parquet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.csv_rows import data_rows
from sms_lint.ground.source import Origin
from sms_lint.ground.text import places
from sms_lint.intake.tickets.changes import Changes
from sms_lint.intake.tickets.rows import Row
from sms_lint.intake.tickets.stored import StoredTable
from sms_lint.intake.tickets.yaml_words import quoted
from sms_lint.model.mapping import ImportMapping, Target
from sms_lint.model.part import Review

FROM_ROWS_AS_PARQUET = 100_000


@dataclass(frozen=True)
class ImportMark:
    """What a header says of the import that wrote it last."""

    mapping: str
    exported: date
    imported_at: datetime
    digest: str
    rejected: int


@dataclass(frozen=True)
class TableFiles:
    """The files to write by their paths, and those that are not needed any more."""

    written: Mapping[str, bytes]
    removed: tuple[str, ...]


def table_files(
    name: str,
    mapping: ImportMapping,
    found: Changes,
    stored: Mapping[str, StoredTable],
    mark: ImportMark,
    parquet_from: int = FROM_ROWS_AS_PARQUET,
) -> TableFiles:
    """The files of every period that changes; the newest header notes the import also where its rows stay."""
    written: dict[str, bytes] = {}
    removed: list[str] = []
    newest = max(found.periods, default="")
    for period, rows in found.periods.items():
        table = stored.get(period)
        if period not in found.touched and (period != newest or table is None):
            continue
        stem, folder = _stem(name, mapping, period)
        data = f"{stem}.{'parquet' if len(rows) >= parquet_from else 'csv'}"
        if period in found.touched:
            written[f"{folder}/{data}"] = _data(found.fields, rows.values(), data)
        header = _renewed(table, data, mapping, mark) if table else _header(mapping, period, data, mark)
        written[f"{folder}/{stem}.yml"] = header.encode()
        if table and table.data != f"{folder}/{data}":
            removed.append(table.data)
    for period, table in stored.items():
        if period not in found.periods:
            removed += [table.header.path, table.data]
    return TableFiles(written, tuple(removed))


def _target(mapping: ImportMapping) -> Target:
    if mapping.table is None:
        raise SmsError("the mapping has no `table`, which says where the rows go")
    return mapping.table


def _stem(name: str, mapping: ImportMapping, period: str) -> tuple[str, str]:
    """How the files of a period are called, without their endings, and their folder."""
    target = _target(mapping)
    return f"{target.name or name}{f'-{period}' if period else ''}", target.folder


def _data(fields: tuple[str, ...], rows: Iterable[Row], name: str) -> bytes:
    content = data_rows(fields, rows)
    if name.endswith(".csv"):
        return content
    from sms_lint.outside.row_database import as_parquet

    return as_parquet(content, fields)


def _header(mapping: ImportMapping, period: str, data: str, mark: ImportMark) -> str:
    target = _target(mapping)
    up = "../" * (target.folder.count("/") + 1)
    lines = [
        f"# yaml-language-server: $schema={up}schemas/{mapping.kind}.json",
        f"kind: {mapping.kind}",
        f"id: {target.id}{f'-{period}' if period else ''}",
        f"title: {quoted(target.title + (f', {period}' if period else ''))}",
        f"owner: {target.owner}",
        f"review: {_review(target.review)}",
        f"classification: {target.classification}",
        *([f"retention: {quoted(target.retention)}"] if target.retention else []),
        f"data: {data}",
        f"source: {_source(mapping, mark)}",
    ]
    return "\n".join(lines) + "\n"


def _review(review: Review) -> str:
    return f"{{every: {review.every}{f', last: {review.last}' if review.last else ''}}}"


def _source(mapping: ImportMapping, mark: ImportMark) -> str:
    at = mark.imported_at.strftime("%Y-%m-%dT%H:%MZ")
    parts = [
        f"system: {quoted(mapping.system)}",
        f"exported: {mark.exported}",
        f"mapping: {mark.mapping}",
        f"imported_at: {at}",
        f'digest: "{mark.digest}"',
        *([f"rejected: {mark.rejected}"] if mark.rejected else []),
    ]
    return f"{{{', '.join(parts)}}}"


def _renewed(table: StoredTable, data: str, mapping: ImportMapping, mark: ImportMark) -> str:
    """The header with another source, and where needed another data file; what people wrote into it stays."""
    origin, text = Origin(table.header, places), table.header.text
    fresh = {"source": _source(mapping, mark), "data": data}
    for name in sorted(fresh, key=lambda name: origin.at(name).start, reverse=True):
        start, end = origin.at_key(name).end, origin.at(name).end
        kept = text[:end].rstrip()  # a group of keys on lines of its own ends behind its line end
        text = f"{text[:start]}: {fresh[name]}{text[len(kept) :]}"
    return text
