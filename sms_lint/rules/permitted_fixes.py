"""Which fixes are offered: none changes what is closed or signed, and the text of a document in force only as unsafe.

Rules offer fixes without asking where they would write. So each is looked at here, once, before it is shown.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import places
from sms_lint.history.anchors import FOLDER as ANCHORS
from sms_lint.model.controlled_files import is_controlled
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding
from sms_lint.model.fix import Fix
from sms_lint.model.node import Document, Table
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.model.text_values import text_values
from sms_lint.model.trust import TRUST_FILE
from sms_lint.rules.closed_records import closing
from sms_lint.system.relations import entry_of
from sms_lint.system.sms import Sms

_LONE_RETURN = re.compile(r"\r(?!\n)")
State = Literal["open", "closed", "in force", "unknown"]
_SIGNED = (f"{ANCHORS}/", f"{STATEMENTS}/")


def with_permitted_fix(sms: Sms, finding: Finding) -> Finding:
    """The finding with its fix as it may be offered, or without it."""
    return finding if finding.fix is None else replace(finding, fix=_permitted(sms, finding, finding.fix))


def _permitted(sms: Sms, finding: Finding, fix: Fix) -> Fix | None:
    if any(edit.at.path == TRUST_FILE or edit.at.path.startswith(_SIGNED) for edit in fix.edits):
        return None
    if finding.rule != "line-ends" and any(_LONE_RETURN.search(edit.at.file.text) for edit in fix.edits):
        return None  # nobody agrees on where its lines end, so these are put right first
    if fix.same_values:
        return fix
    for edit in fix.edits:
        state = _state_at(sms, edit.at)
        if state == "closed":
            return None
        if state in ("in force", "unknown"):
            fix = fix.as_unsafe()
    return fix


def _state_at(sms: Sms, at: Location) -> State:
    """The state of what a place belongs to, by what is written there: its record may have a fault and be no node."""
    table = sms.register_at.get(at.path)
    if isinstance(table, Table) and table.data_path == at.path:
        entry = _row_at(sms, table, at)
        return "closed" if entry is not None and closing(sms, entry) else "open"
    if not is_controlled(at.path):
        return "open"
    values = _values(at.file)
    model = sms.kinds.get(str(values.get("kind"))) if values else None
    if values is None or model is None:
        return "unknown"
    if issubclass(model, Document):
        return "in force" if values.get("lifecycle") == "active" else "open"
    group, closed = _group_at(values, at), model.KIND.closed
    if group is None or closed is None:
        return "open"
    return "closed" if closed.is_closed(str(group.get(closed.by) or "") if closed.by else "") else "open"


@lru_cache(maxsize=64)  # many findings are in one file
def _values(file: SourceFile) -> Mapping[str, Any] | None:
    """What a file says; None where it cannot be read."""
    return text_values(file.path, file.text).values


def _group_at(values: Mapping[str, Any], at: Location) -> Mapping[str, Any] | None:
    """The record that a place belongs to: an entry of a register, or the whole file; None for a header."""
    rows = values.get("entries")
    if not isinstance(rows, list):
        return None if "data" in values else values
    found = places(at.file)
    for number, row in enumerate(rows):
        place = found.get(("entries", number))
        if place and place.start <= at.start < place.end:
            return row if isinstance(row, dict) else None
    return None


def _row_at(sms: Sms, table: Table, at: Location) -> Entry | None:
    """The entry whose row of a table holds a place: the last one that begins before it ends."""
    low, high = 0, table.count
    while low < high:
        middle = (low + high) // 2
        begins = at.file.text.rfind("\n", 0, table.cell_at(middle, "id").start) + 1
        low, high = (middle + 1, high) if begins <= at.start else (low, middle)
    name = table.cell("id", low - 1) if low else ""
    return entry_of(sms, name) if name else None
