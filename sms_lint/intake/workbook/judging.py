"""Whether what a workbook asks for may be written: by the kind of the entries, and by what is closed already."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sms_lint.ground.faults import Fault
from sms_lint.history.record_changes.blobs import PLAIN, EntryVersion, HeldFile
from sms_lint.history.record_changes.parsed_file import ParsedFile, canonical
from sms_lint.history.record_changes.what_may_change import step_fault
from sms_lint.intake.workbook.changes import (
    CellChange,
    Comparison,
    GoneGroup,
    NewEntry,
    NewGroup,
    Place,
    Refusal,
)
from sms_lint.intake.workbook.columns import Column
from sms_lint.intake.workbook.entry_edits import EntryEdit, Step, edited_values, group_value, steps_of
from sms_lint.intake.workbook.holdings import Holding, Row
from sms_lint.intake.workbook.writing import closed_row
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.node import Node

# The id of the next entry, by its values so far and the ids that are given out in the same run.
_Piece = TypeVar("_Piece", CellChange, NewGroup, GoneGroup)
NextId = Callable[[Mapping[str, Any], frozenset[str]], str]


@dataclass(frozen=True)
class Addition:
    """One more entry, with its id and the groups in its lists."""

    id: str
    entry: NewEntry
    steps: tuple[Step, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """What is going to be written, and what is refused."""

    edits: tuple[EntryEdit, ...]
    additions: tuple[Addition, ...]
    removals: tuple[Row, ...]
    refusals: tuple[Refusal, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.edits or self.additions or self.removals)


def plan_of(holding: Holding, comparison: Comparison, next_id: NextId, *, removing: bool) -> Plan:
    """Judge what was changed; `removing` says that lines that are gone are meant to be removed."""
    judged = _Judged(holding, list(comparison.refusals))
    edits = [
        sound for edit in _edits(comparison, removing=removing) if not (sound := judged.edit(edit)).is_empty
    ]
    groups = [group for group in comparison.new_groups if group.row is None]
    additions = judged.additions(comparison.new_entries, groups, next_id)
    removals = [row for row in comparison.gone if judged.may_go(row, comparison)] if removing else []
    return Plan(tuple(edits), tuple(additions), tuple(removals), tuple(judged.refusals))


def _edits(comparison: Comparison, *, removing: bool) -> Iterator[EntryEdit]:
    """What was changed, entry by entry."""
    gone_groups = comparison.gone_groups if removing else []
    changes, gone = _by_row(comparison.changes), _by_row(gone_groups)
    new = _by_row(comparison.new_groups)
    for row in dict.fromkeys((*changes, *new, *gone)):
        yield EntryEdit(row, tuple(changes[row]), tuple(new[row]), tuple(gone[row]))


def _by_row(pieces: Sequence[_Piece]) -> Mapping[Row, list[_Piece]]:
    found: dict[Row, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.row is not None:
            found[piece.row].append(piece)
    return found


class _Judged:
    """Changes of one register, judged one after the other."""

    def __init__(self, holding: Holding, refusals: list[Refusal]) -> None:
        self.holding, self.model, self.refusals = holding, holding.model, refusals
        columns = [column for form in reversed(holding.sheets) for column in form.columns]
        self.headings = {column.route[-1]: column.heading for column in columns}

    def edit(self, edit: EntryEdit) -> EntryEdit:
        """The edit without what is refused."""
        if refused := [change for change in edit.changes if self._is_barred(edit, change)]:
            edit = edit.without(refused)
        while not edit.is_empty:
            before, after = edit.row.values, edited_values(edit.row.values, steps_of(edit))
            faults = _new_faults(self.model, before, after)
            refused = [change for change in edit.changes if self._is_faulty(change, faults)]
            if not refused:
                return self._whole(edit, faults, self._step_fault(edit.row, before, after))
            edit = edit.without(refused)
        return edit

    def _whole(self, edit: EntryEdit, faults: Sequence[Fault], barred: str) -> EntryEdit:
        """The edit, or nothing of it where what is wrong with it lies in no single cell."""
        reasons = [*(fault.message for fault in faults), *([barred] if barred else [])]
        if not reasons:
            return edit
        places = [change.place for change in edit.changes] + [group.place for group in edit.new_groups]
        place = places[0] if places else _A_LINE
        self.refusals += [Refusal(place, edit.row.id, self._in_words(reason)) for reason in reasons]
        return EntryEdit(edit.row)

    def _is_barred(self, edit: EntryEdit, change: CellChange) -> bool:
        """Whether a change is none that the record takes by itself: it is closed, or its state would move back."""
        values = edited_values(edit.row.values, steps_of(edit.only(change)))
        reason = self._step_fault(edit.row, edit.row.values, values) or self._unfit(
            change.column, change.texts
        )
        if reason:
            self._refuse(change, reason)
        return bool(reason)

    def _is_faulty(self, change: CellChange, faults: Sequence[Fault]) -> bool:
        """Whether a fault is about the cell; each is said once."""
        for fault in faults:
            route = (*fault.route, fault.missing) if fault.missing else fault.route
            if route and route[: len(change.route)] == change.route[: len(route)]:
                self._refuse(
                    change, "it is needed, and may not be left empty" if fault.missing else _said(fault)
                )
                return True
        return False

    def _refuse(self, change: CellChange, reason: str) -> None:
        about = f"{change.row.id}, {change.column.heading}"
        self.refusals.append(Refusal(change.place, about, self._in_words(reason)))

    def _in_words(self, reason: str) -> str:
        """The sentence with the headings that people see in place of the names of fields."""
        return _NAME.sub(
            lambda name: f"“{self.headings.get(name[1], '')}”" if name[1] in self.headings else name[0],
            reason,
        )

    def _step_fault(self, row: Row, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
        """Why the guard of closed records would refuse the step from one set of values to another."""
        verdict = step_fault(self.model, self._version(row, before), self._version(row, after))
        return verdict.message if verdict else ""

    def _unfit(self, column: Column, texts: Sequence[str]) -> str:
        """Why a CSV file cannot hold a value; empty where it can, and for other files."""
        if self.holding.table is None:
            return ""
        if column.many and any(SEPARATOR in text for text in texts):
            return (
                "items of a list stand in one cell of the file with `;` between them, so none may contain one"
            )
        if texts and _FORMULA(texts[0]) and column.form not in ("whole", "number"):
            return f"it begins with `{texts[0][0]}`: a spreadsheet that opens the file would take it for a formula"
        return ""

    def _version(self, row: Row, values: Mapping[str, Any]) -> EntryVersion:
        said = canonical(values)
        content = ParsedFile(self.holding.kind, "parsed", {row.id: repr(said)}, lambda _: said)
        return EntryVersion(row.id, row.path, HeldFile(PLAIN, ""), content)

    def may_go(self, row: Row, comparison: Comparison) -> bool:
        """Whether an entry may be removed: what is closed stays, and what says something else since the export."""
        reason = "it is closed, and closed records are never removed" if closed_row(self.holding, row) else ""
        if row.id in comparison.changed_since:
            reason = (
                "the file was changed there after the export; export again, and see whether it is to go still"
            )
        if reason:
            self.refusals.append(Refusal(_A_LINE, row.id, reason))
        return not reason

    def additions(
        self, entries: Sequence[NewEntry], groups: Sequence[NewGroup], next_id: NextId
    ) -> Iterator[Addition]:
        """The new entries that are sound, each with its id."""
        given: set[str] = set()
        for entry in entries:
            name = entry.id or next_id(_plain(entry), frozenset(given))
            own = tuple(Step(g.field, group_value(g.values), is_added=True) for g in groups if g.id == name)
            values = edited_values({"id": name, **_plain(entry)}, own)
            reasons = [fault.message for fault in self.model.read(values)[1]]
            reasons += filter(None, (self._unfit(*value) for value in entry.values.values()))
            if reasons:
                about = entry.id or "new entry"
                self.refusals += [Refusal(entry.place, about, self._in_words(reason)) for reason in reasons]
                continue
            given.add(name)
            yield Addition(name, entry, own, values)


_NAME = re.compile(r"`([a-z_]+)`")
_FORMULA = re.compile(r"[=@\t]|[-+](?![0-9.,]+$)").match
_A_LINE = Place("a line that was removed", "")


def _plain(entry: NewEntry) -> dict[str, Any]:
    """What a new line says, as it will be read."""
    group = group_value(entry.values)
    return edited_values({}, [Step((key,), value) for key, value in group.items()])


def _said(fault: Fault) -> str:
    """What is wrong with a cell; its heading stands before it already."""
    name = f"`{fault.route[-1]}` "
    return f"it {fault.message.removeprefix(name)}" if fault.message.startswith(name) else fault.message


def _new_faults(model: type[Node], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the values, and was not before."""
    known = set(model.read(before)[1])
    return [fault for fault in model.read(after)[1] if fault not in known]
