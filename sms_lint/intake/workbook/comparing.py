"""What people changed in a workbook: each cell as it went out, as it came back, and as the file says it today.

Only what differs from the export counts. Where the file has changed the same value since, nobody can say which of the
two is meant: the cell is refused.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sms_lint.ground.source import Route
from sms_lint.intake.workbook.cells import ELSEWHERE, EMPTY, Cell, fits, plain, said
from sms_lint.intake.workbook.changes import (
    CellChange,
    Comparison,
    GoneGroup,
    NewEntry,
    NewGroup,
    Place,
    Refusal,
    Values,
)
from sms_lint.intake.workbook.columns import Column, FieldRoute, SheetForm
from sms_lint.intake.workbook.holdings import Holding, Row, line_key, lines_of, value_at
from sms_lint.intake.workbook.marks import digest
from sms_lint.intake.workbook.reading import Line, ReadSheet, ReadWorkbook
from sms_lint.intake.workbook.typed_values import meant
from sms_lint.intake.workbook.writing import ENTRY, NUMBER


def compared(holding: Holding, workbook: ReadWorkbook) -> Comparison:
    """What the workbook changes in what the register holds today."""
    found = Comparison()
    forms = {form.field: form for form in holding.sheets}
    for sheet in workbook.sheets:
        form = forms.get(sheet.marked.field)
        if form is None:
            found.refusals.append(Refusal(Place(sheet.marked.title, "all of it"), "", _NO_FIELD))
            continue
        comparing = _Comparing(holding, sheet, form, found)
        if form.field:
            comparing.groups()
        else:
            comparing.entries()
    return found


class _Comparing:
    """One sheet on its way into a comparison."""

    def __init__(self, holding: Holding, sheet: ReadSheet, form: SheetForm, found: Comparison) -> None:
        self.rows = {row.id: row for row in holding.rows}
        self.sheet, self.form, self.found = sheet, form, found
        by_route = {column.route: column for column in form.columns}
        marked = [
            (place, heading, by_route.get(route))
            for place, (route, heading) in enumerate(sheet.marked.columns)
        ]
        self.columns = [
            (place, heading, column)
            for place, heading, column in marked
            if column and heading in sheet.headings
        ]
        for _, heading, column in marked:
            if column is None:
                self.found.refusals.append(
                    Refusal(Place(sheet.marked.title, f"column `{heading}`"), "", _NO_FIELD)
                )
        self.id_heading = next(
            (heading for route, heading in sheet.marked.columns if route == ("id",)), ENTRY
        )
        self.today = {key: (row, values) for row in holding.rows for key, values in lines_of(form, row)}

    def entries(self) -> None:
        """Compare the sheet of the entries."""
        named = list(self._named())
        often = Counter(name for _, name in named if name)
        fresh: list[tuple[Line, str]] = []
        for line, name in named:
            if often[name] > 1:
                self._refuse(line, name, _ID_TWICE)
            elif name in self.sheet.marked.lines:
                self._line(line, name, name)
            elif name in self.rows:
                self._refuse(line, name, _ADDED_SINCE)
            else:
                fresh.append((line, name))
        gone = [key for key in self.sheet.marked.lines if key not in often and key in self.rows]
        for line, name in fresh:
            self._new_entry(line, name, gone)
        self.found.gone += [self.rows[key] for key in gone]
        self.found.changed_since |= {key for key in gone if self._differs(key)}

    def _named(self) -> Iterator[tuple[Line, str]]:
        """The lines with the ids that they have; a line whose id cannot be told is refused."""
        id_column = next(column for column in self.form.columns if column.route == ("id",))
        for line in self.sheet.lines:
            name = meant(id_column, line.cells.get(self.id_heading, EMPTY))
            if name.doubt:
                self._refuse(line, self.id_heading, name.doubt)
            else:
                yield line, _first(name.texts)

    def groups(self) -> None:
        """Compare a sheet of groups that stand in a list of each entry."""
        keys = [(line, *self._key(line)) for line in self.sheet.lines]
        often = Counter(key for _, _, key in keys if key)
        for line, name, key in keys:
            if not name:
                self._refuse(line, "", _NO_ENTRY)
            elif often[key] > 1:
                self._refuse(line, name, _NUMBER_TWICE)
            elif not key:
                self._new_group(line, name)
            elif key in self.sheet.marked.lines:
                self._line(line, name, key)
            else:
                self._refuse(line, name, _NO_NUMBER)
        for key in self.sheet.marked.lines:
            if key not in often and key in self.today and self.today[key][0] not in self.found.gone:
                self._gone_group(key)

    def _gone_group(self, key: str) -> None:
        row, _ = self.today[key]
        if self._differs(key):
            place = Place(self.sheet.marked.title, "a line that was removed")
            self.found.refusals.append(Refusal(place, row.id, _CHANGED_SINCE))
        else:
            number = int(key.rpartition("#")[2]) - 1
            self.found.gone_groups.append(GoneGroup(row, self.form.field, number, self.form.title))

    def _key(self, line: Line) -> tuple[str, str]:
        """The entry of a line, and the key of its group; no key where it is new."""
        cell = line.cells.get(ENTRY, EMPTY)
        name = str(cell.value).strip() if cell.value is not None and not cell.is_formula else ""
        number = line.cells.get(NUMBER, EMPTY).value
        if number is None or number == "":
            return name, ""
        try:
            return name, line_key(name, int(float(str(number))) - 1)
        except ValueError:
            return name, f"{name}#?"

    def _line(self, line: Line, name: str, key: str) -> None:
        """Compare the cells of a line that was exported."""
        before = self.sheet.marked.lines[key]
        row, values = self.today.get(key, (None, {}))
        for place, heading, column in self.columns:
            if column.route == ("id",) and not self.form.field:
                continue
            cell = line.cells.get(heading, EMPTY)
            was = before[place] if place < len(before) else "-"
            if digest(said(column, cell)) != was:
                cell = cell if cell.place else replace(cell, place=f"line {line.number}")
                self._cell(
                    _Returned(column, cell, was, value_at(values, column.route)),
                    row,
                    f"{name}, {heading}",
                    key,
                )

    def _cell(self, returned: "_Returned", row: Row | None, about: str, key: str) -> None:
        """Judge a cell that does not say what was exported."""
        column, cell, was, value = returned
        new = meant(column, cell)
        if not fits(column, value) and said(column, cell) == ELSEWHERE:
            return
        if not new.doubt and digest("\n".join(new.texts)) in (was, digest(plain(column, value))):
            return
        place = Place(self.sheet.marked.title, cell.place)
        reason = new.doubt or _contradiction(returned, row)
        if reason:
            self.found.refusals.append(Refusal(place, about, reason))
        elif row is not None:
            self.found.changes.append(CellChange(row, self._route(key, column), column, new.texts, place))

    def _route(self, key: str, column: Column) -> Route:
        if not self.form.field:
            return column.route
        return (*self.form.field, int(key.rpartition("#")[2]) - 1, *column.route)

    def _new_entry(self, line: Line, name: str, gone: Sequence[str]) -> None:
        values = self._values(line, name)
        if values is None or (not values and not name):
            return
        same = self._renamed(line, gone) if name else ""
        if same:
            self._refuse(
                line,
                name,
                f"it is {same} under another id, and ids stay; `sms-lint rename` gives another one",
            )
            return
        place = Place(self.sheet.marked.title, f"line {line.number}")
        self.found.new_entries.append(NewEntry(name, values, place))

    def _renamed(self, line: Line, gone: Sequence[str]) -> str:
        """The entry that is gone and said the same under another id; empty where there is none."""
        here = {
            place: digest(said(column, line.cells.get(heading, EMPTY)))
            for place, heading, column in self.columns
            if column.route != ("id",)
        }
        return next(
            (
                key
                for key in gone
                if all(self.sheet.marked.lines[key][place] == text for place, text in here.items())
            ),
            "",
        )

    def _new_group(self, line: Line, name: str) -> None:
        known = {entry.id for entry in self.found.new_entries}
        if name not in self.rows and name not in known:
            self._refuse(line, name, "there is no such entry; write the id of a new one on its own line too")
            return
        if any(key.rpartition("#")[0] == name and self._differs(key) for key in self.sheet.marked.lines):
            self._refuse(line, name, _CHANGED_SINCE)
            return
        values = self._values(line, name)
        if values:
            place = Place(self.sheet.marked.title, f"line {line.number}")
            self.found.new_groups.append(NewGroup(name, self.rows.get(name), self.form.field, values, place))

    def _values(self, line: Line, name: str) -> Values | None:
        """What a new line says; None where a cell of it is refused."""
        values: dict[FieldRoute, tuple[Column, tuple[str, ...]]] = {}
        is_sound = True
        for _, heading, column in self.columns:
            if column.route == ("id",) and not self.form.field:
                continue
            cell = line.cells.get(heading, EMPTY)
            new = meant(column, cell)
            if new.doubt:
                place = Place(self.sheet.marked.title, cell.place)
                self.found.refusals.append(Refusal(place, f"{name or 'new entry'}, {heading}", new.doubt))
                is_sound = False
            elif new.texts:
                values[column.route] = (column, new.texts)
        return values if is_sound else None

    def _differs(self, key: str) -> bool:
        """Whether the file says anything else today than what was exported."""
        if key not in self.today:
            return True
        _, values = self.today[key]
        before = self.sheet.marked.lines[key]
        return any(
            place < len(before) and digest(plain(column, value_at(values, column.route))) != before[place]
            for place, _, column in self.columns
        )

    def _refuse(self, line: Line, about: str, reason: str) -> None:
        place = Place(self.sheet.marked.title, f"line {line.number}")
        self.found.refusals.append(Refusal(place, about, reason))


class _Returned(NamedTuple):
    """A cell that came back changed: the digest of what was exported, and what the file says today."""

    column: Column
    cell: Cell
    was: str
    value: Any


def _contradiction(returned: _Returned, row: Row | None) -> str:
    """Why the file as it is today does not take the change; empty where it does."""
    column, cell, was, value = returned
    if row is None:
        return "it was removed from the file after the export"
    if not fits(column, value):
        return "the value is too much for a cell; change it in the file"
    now = plain(column, value)
    if digest(now) == was:
        return ""
    return f"{_CHANGED_SINCE}: there it is “{short(now)}” now, in the workbook “{short(said(column, cell))}”"


_NO_FIELD = "there is no such field any more; export again, and enter the changes there"
_ID_TWICE = "the id stands in several lines; leave it empty in those that are new"
_ADDED_SINCE = "an entry of this id was added after the export; leave the id of yours empty"
_NO_ENTRY = f"`{ENTRY}` is empty, so nobody knows which entry the line belongs to"
_NUMBER_TWICE = (
    f"the same `{NUMBER}` stands in several lines of the entry; leave it empty in those that are new"
)
_NO_NUMBER = f"there was no such `{NUMBER}` in the export; leave it empty in a new line"
_CHANGED_SINCE = "the file was changed at the same place after the export"
_SHORT = 60


def _first(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    flat = " / ".join(text.split("\n"))
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1].rstrip()}…"
