"""An import from the bytes of an export to the files it would write: a value, so that it can be shown before."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.intake.tickets.changes import Changes, changes
from sms_lint.intake.tickets.export import Export
from sms_lint.intake.tickets.reading import read_export
from sms_lint.intake.tickets.rows import MadeRows, make_rows
from sms_lint.intake.tickets.stored import stored_tables
from sms_lint.intake.tickets.tables import ImportMark, TableFiles, table_files
from sms_lint.model.mapping import ImportMapping
from sms_lint.model.node import Node


class Given(NamedTuple):
    """An export as it was handed over: the name of its file, its bytes, and when it was made and came in."""

    name: str
    raw: bytes
    exported: date
    imported_at: datetime


@dataclass(frozen=True)
class Import:
    """What an import comes to: the rows it made, what they change, and the files. None where it came in before."""

    made: MadeRows
    changes: Changes
    files: TableFiles
    line_noun: str
    is_known: bool = False
    keeps_gone: bool = True

    @property
    def is_clean(self) -> bool:
        """Whether every row could be taken."""
        return not self.made.rejected


def planned_import(
    root: Path,
    name: str,
    mapping: ImportMapping,
    model: type[Node],
    given: Given,
    export: Export | None = None,
    *,
    whole: bool = False,
) -> Import:
    """What an export would change below `root`; nothing is written. Raises SmsError where it cannot be read.

    `export` are rows that were read already, such as those of an interface; `whole` says that the tool has no others.
    """
    if mapping.table is None:
        raise SmsError(f"the mapping `{name}` has no `table`, which says where the rows go")
    known = [column for rule in mapping.columns.values() for column in rule.columns]
    export = export or read_export(given.name, given.raw, mapping.form, known)
    made = make_rows(export, mapping, model)
    stored = stored_tables(root, name, mapping.table)
    found = changes(mapping, model, made, stored, whole=whole)
    digest = hashlib.sha256(given.raw).hexdigest()
    newest = stored[max(stored)].source if stored else {}
    is_known = newest.get("digest") == digest and not found.touched
    mark = ImportMark(name, given.exported, given.imported_at, digest, made.counts.rejected)
    files = TableFiles({}, ()) if is_known else table_files(name, mapping, found, stored, mark)
    return Import(made, found, files, export.line_noun, is_known, mapping.gone == "keep")
