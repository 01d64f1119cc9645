"""Registers as CSV, for whoever wants to count or draw a sample in a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.model.node import Document, Record, Table
from sms_lint.publish.site.address import csv_address
from sms_lint.publish.site.documents import distinct
from sms_lint.publish.site.page import Download
from sms_lint.publish.site.state import NOT_IN_FORCE
from sms_lint.publish.site.values import fields_of
from sms_lint.publish.site.view import SiteData

_DOCUMENTS = (
    "Id", "Title", "Kind", "Version", "State", "Owner", "Approver", "Effective", "Last reviewed", "Next review",
    "Classification", "Retention", "Clauses", "File",
)  # fmt: skip


def csv_files(view: SiteData) -> Iterator[Download]:
    """The document register, and every register with its tables, as CSV."""
    documents = [_document(view, document) for document in distinct(view, view.sms.documents)]
    yield Download(csv_address("documents").page, csv_text(_DOCUMENTS, documents))
    for kind in csv_kinds(view):
        yield Download(csv_address(kind).page, _register(view, kind))


def _document(view: SiteData, document: Document) -> tuple[str, ...]:
    titles = view.role_titles
    return (
        document.id, document.title, document.KIND.title, document.version,
        document.lifecycle if view.is_in_force(document) else NOT_IN_FORCE.word,
        titles.get(document.owner, document.owner),
        titles.get(document.approver, document.approver), str(document.effective or ""),
        str(document.review.last or ""), str(document.review.next or ""),
        document.classification, document.retention, " ".join(document.satisfies), document.path,
    )  # fmt: skip


def csv_kinds(view: SiteData) -> list[str]:
    """The kinds of which there are entries."""
    return [
        kind
        for kind in view.sms.kinds
        if any(isinstance(node, Record) for node in view.sms.of_kind(kind)) or view.sms.tables(kind)
    ]


def _register(view: SiteData, kind: str) -> str:
    """Every entry with its plain fields; groups of fields are left to the page."""
    entries = [node for node in view.sms.of_kind(kind) if isinstance(node, Record)]
    rows = [
        {"id": record.id, **{field.key: _plain(field.value) for field in fields_of(record)}}
        for record in entries
    ]
    heads = dict.fromkeys(key for row in rows for key, value in row.items() if value is not None)
    tables = view.sms.tables(kind)
    for table in tables:
        model = view.sms.kinds[table.of]
        heads |= dict.fromkeys(info.alias or name for name, info in model.model_fields.items())
    filled = [
        key
        for key in heads
        if any(row.get(key) for row in rows) or any(any(register.column(key)) for register in tables)
    ]
    return csv_text(filled, _cells(filled, rows, tables))


def _cells(
    keys: Sequence[str], rows: Iterable[dict[str, str | None]], tables: Iterable[Table]
) -> Iterator[Sequence[str]]:
    for row in rows:
        yield [row.get(key) or "" for key in keys]
    for table in tables:
        yield from zip(*(table.column(key) for key in keys), strict=True)


def _plain(value: object) -> str | None:
    """A value as one cell: several short ones are separated by semicolons, groups have none."""
    if isinstance(value, tuple | list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return None if isinstance(value, tuple | list | dict | BaseModel) else str(value)
