"""Imports into a folder that is thrown away."""

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sms_lint.intake.tickets.importing import Given, Import, planned_import
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import ImportMapping, read_mapping
from sms_lint.outside.disk import replace_all

AT = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
TABLE = {"id": "TAB-T", "title": "Tickets", "owner": "incident-manager", "review": {"every": "3 months"}}
COLUMNS: Mapping[str, Any] = {
    "id": "number", "opened_at": "opened", "category": "category", "priority": "priority", "status": "state",
    "resolved_at": "resolved", "title": "title",
}  # fmt: skip


def mapping_of(**given: Any) -> ImportMapping:
    """A mapping of the columns above, with more as it is given."""
    values = {"kind": "incident", "system": "Tool", "table": TABLE, **given}
    values["columns"] = {**COLUMNS, **given.get("columns", {})}
    read = read_mapping(values, kinds())
    assert read.mapping is not None, read.faults
    return read.mapping


def based_on(name: str, **given: Any) -> ImportMapping:
    """A mapping of the program, with more as it is given."""
    read = read_mapping({"based_on": name, **given}, kinds())
    assert read.mapping is not None, read.faults
    return read.mapping


def planned(root: Path, mapping: ImportMapping, raw: bytes | str, name: str = "export.csv") -> Import:
    """What an export would change."""
    content = raw.encode() if isinstance(raw, str) else raw
    given = Given(name, content, date(2026, 10, 20), AT)
    return planned_import(root, "tickets", mapping, kinds()[mapping.kind], given)


def imported(root: Path, mapping: ImportMapping, raw: bytes | str, name: str = "export.csv") -> Import:
    """An export that was written."""
    found = planned(root, mapping, raw, name)
    replace_all(root, {**found.files.written, **dict.fromkeys(found.files.removed)})
    return found


def rows_below(root: Path) -> dict[str, dict[str, str]]:
    """Every row of the tables in CSV, by its id."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / "records" / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {row["id"]: row for row in csv.DictReader(stream)}
    return found


def files_below(root: Path) -> dict[str, bytes]:
    """Every file, by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
