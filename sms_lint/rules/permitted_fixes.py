"""Which fixes are offered: none changes what is closed or signed, and the text of a document in force only as unsafe.

Rules offer fixes without asking where they would write. So each is looked at here, once, before it is shown.
"""

from dataclasses import replace

from sms_lint.ground.source import Location
from sms_lint.history.anchors import FOLDER as ANCHORS
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding
from sms_lint.model.fix import Fix
from sms_lint.model.node import Document, Register, Table
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.model.trust import TRUST_FILE
from sms_lint.rules.closed_records import closing
from sms_lint.system.relations import entry_of
from sms_lint.system.sms import Sms

_SIGNED = (f"{ANCHORS}/", f"{STATEMENTS}/")


def with_permitted_fix(sms: Sms, finding: Finding) -> Finding:
    """The finding with its fix as it may be offered, or without it."""
    return finding if finding.fix is None else replace(finding, fix=_permitted(sms, finding, finding.fix))


def _permitted(sms: Sms, finding: Finding, fix: Fix) -> Fix | None:
    if any(edit.at.path == TRUST_FILE or edit.at.path.startswith(_SIGNED) for edit in fix.edits):
        return None
    if fix.same_values:
        return fix
    for edit in fix.edits:
        entry = _entry_at(sms, finding, edit.at)
        if entry is not None and closing(sms, entry):
            return None
        if isinstance(sms.by_path.get(edit.at.path), Document) and _is_in_force(sms, edit.at.path):
            fix = fix.as_unsafe()
    return fix


def _is_in_force(sms: Sms, path: str) -> bool:
    node = sms.by_path.get(path)
    return isinstance(node, Document) and node.lifecycle == "active"


def _entry_at(sms: Sms, finding: Finding, at: Location) -> Entry | None:
    """The entry that a place belongs to; that of the finding first, since most fixes change nothing else."""
    own = entry_of(sms, finding.node) if finding.node else None
    if own is not None and own.node.path == at.path and not isinstance(own.node, Table | Register):
        whole = own.at()
        if whole.start <= at.start and at.end <= whole.end:
            return own
    table = sms.register_at.get(at.path)
    if isinstance(table, Table):
        return _row_at(sms, table, at)
    name = sms.id_at(at)
    return entry_of(sms, name) if name else None


def _row_at(sms: Sms, table: Table, at: Location) -> Entry | None:
    """The entry whose row of a table holds a place: the last one that begins before it ends."""
    low, high = 0, table.count
    while low < high:
        middle = (low + high) // 2
        begins = at.file.text.rfind("\n", 0, table.cell_at(middle, "id").start) + 1
        low, high = (middle + 1, high) if begins <= at.start else (low, middle)
    name = table.cell("id", low - 1) if low else ""
    return entry_of(sms, name) if name else None
