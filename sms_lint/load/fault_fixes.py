"""What puts a faulty value right, where the fault says what was meant."""

from collections.abc import Mapping
from typing import Any

from sms_lint.ground.faults import Fault
from sms_lint.ground.source import Location, Route, SourceFile
from sms_lint.ground.text.characters import DELETE_HIDDEN, Repair, hidden_flaws
from sms_lint.model.fix import Fix, TextEdit, value_edit


def fix_of(fault: Fault, at: Location, values: Any) -> Fix | None:
    """What was meant, in place of what is written at `at`; None where that key is among `values` already."""
    if not fault.meant or (fault.on_key and _holds(values, fault.route[:-1], fault.meant)):
        return None
    to_the_letter = TextEdit(at, fault.meant)
    edit = to_the_letter if fault.as_written else value_edit(at, fault.meant, is_text=False)
    return Fix(f"write `{fault.meant}`", (edit,), safe=fault.is_certain)


def repair_fix(file: SourceFile, repair: Repair | None, offset: int = 0) -> Fix | None:
    """The repair of a flaw in a part of a file that begins at `offset`."""
    if repair is None:
        return None
    at = Location(file, repair.start + offset, repair.end + offset)
    return Fix(repair.title, (TextEdit(at, repair.text),), repair.safe, repair.same_values)


def without_hidden_in(at: Location) -> Fix | None:
    """A stretch of a file without the characters that nobody sees: a cell of a table."""
    raw = at.file.text[at.start : at.end]
    repairs = [flaw.repair for flaw in hidden_flaws(raw) if flaw.repair]
    edits = tuple(
        TextEdit(Location(at.file, at.start + repair.start, at.start + repair.end), repair.text)
        for repair in repairs
    )
    return Fix(DELETE_HIDDEN, edits, safe=all(repair.safe for repair in repairs)) if edits else None


def _holds(values: Any, group: Route, name: str) -> bool:
    """Whether the group at a route has this key."""
    for key in group:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(values, Mapping) and name in values
