"""The rows that an export makes: one for each ticket, each judged by its kind, or left out with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sms_lint.ground.faults import together
from sms_lint.ground.sentences import joined
from sms_lint.intake.tickets.export import Export, ExportError, Rejection
from sms_lint.intake.tickets.folding import Ticket, tickets_of
from sms_lint.intake.tickets.values import EMPTY, Condition, FieldMaker, Value, field_makers
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.mapping import ImportMapping
from sms_lint.model.node import Node

Row = tuple[str, ...]


class Notice(NamedTuple):
    """Something about a row that was taken: its line, the column, and a sentence."""

    line: int
    column: str
    message: str


class RowCounts(NamedTuple):
    """What became of the rows of an export: each is taken, rejected, a repetition, or an event of one of these.

    `passed` are those of another sort, such as requests among incidents.
    """

    read: int
    taken: int
    rejected: int
    repeated: int
    passed: int

    @property
    def folded(self) -> int:
        """The events that became part of another row."""
        return self.read - self.taken - self.rejected - self.repeated - self.passed


class MadeRows(NamedTuple):
    """What an export comes to. `fields` are those that a row holds, in order; `rows` are by id.

    `new_columns` are those that the mapping does not know; `absent` the fields whose column is not there.
    """

    fields: tuple[str, ...]
    rows: Mapping[str, Row]
    rejected: tuple[Rejection, ...]
    notices: tuple[Notice, ...]
    counts: RowCounts
    new_columns: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def make_rows(export: Export, mapping: ImportMapping, model: type[Node]) -> MadeRows:
    """Make a row of each ticket. Raises ExportError where a column is missing that every row needs."""
    if not export.columns:  # an interface that has nothing new
        return MadeRows((), {}, (), (), RowCounts(0, 0, 0, 0, 0))
    forms = {form.name: form for form in field_forms(model) if not form.nested}
    makers = field_makers(export.columns, mapping.columns, forms, mapping.form)
    given = {*makers, *mapping.constants}
    _need_columns(mapping, forms, given)
    fields = tuple(name for name in forms if name in given)
    maker = _RowMaker(mapping, model, forms, fields, makers)
    only = Condition(mapping.only, export.columns)
    wanted = replace(export, rows=[row for row in export.rows if only.holds(row.cells)])
    tickets, rejected = tickets_of(wanted, mapping, makers)
    rows = dict(maker.rows(tickets))
    return MadeRows(
        fields,
        rows,
        tuple(sorted((*export.rejected, *rejected, *maker.rejected))),
        tuple(maker.notices),
        RowCounts(
            read=len(export.rows) + len(export.rejected),
            taken=len(rows),
            rejected=len(export.rejected) + len(rejected) + len(maker.refused),
            repeated=maker.repeated,
            passed=len(export.rows) - len(wanted.rows),
        ),
        _new_columns(export, mapping),
        tuple(name for name in mapping.columns if name not in makers or not makers[name].places),
    )


def _need_columns(mapping: ImportMapping, forms: Mapping[str, FieldForm], given: set[str]) -> None:
    for name, form in forms.items():
        if form.required and name not in given:
            names = joined([f"`{column}`" for column in mapping.columns[name].columns], "or")
            raise ExportError(
                f"the export has no column {names}, of which `{name}` is made; nothing was taken"
            )


def _new_columns(export: Export, mapping: ImportMapping) -> tuple[str, ...]:
    """The columns that the mapping does not know: in neither list, and in no field."""
    known = {*mapping.personal, *mapping.ignored}
    for rule in mapping.columns.values():
        known |= {*rule.columns, *rule.where}
    known |= {*mapping.only, *(mapping.events.order if mapping.events else ())}
    return tuple(dict.fromkeys(name for name in export.columns if name and name not in known))


class _RowMaker:
    """Makes the rows one by one, and notes what was left out and why."""

    def __init__(
        self,
        mapping: ImportMapping,
        model: type[Node],
        forms: Mapping[str, FieldForm],
        fields: Sequence[str],
        makers: Mapping[str, FieldMaker],
    ) -> None:
        self.mapping, self.model, self.forms, self.fields, self.makers = mapping, model, forms, fields, makers
        self.shown = {name: _column_of(makers.get(name)) for name in fields}
        self.rejected: list[Rejection] = []
        self.notices: list[Notice] = []
        self.refused: set[int] = set()
        self.repeated = 0

    def rows(self, tickets: Iterator[Ticket]) -> Iterator[tuple[str, Row]]:
        """Every row that can be taken, by its id; the first of those with one id."""
        taken: dict[str, tuple[int, Row]] = {}
        for ticket in tickets:
            row = self._row(ticket)
            if row is None:
                self.refused.add(ticket.line)
                continue
            identifier = row[self.fields.index("id")]
            line, first = taken.setdefault(identifier.casefold(), (ticket.line, row))
            if line == ticket.line:
                yield identifier, row
            elif first == row:
                self.repeated += 1
                self.notices.append(Notice(ticket.line, "", f"{identifier} stands in line {line} already"))
            else:
                self._reject_repeated(ticket, identifier, line)

    def _reject_repeated(self, ticket: Ticket, identifier: str, line: int) -> None:
        self.refused.add(ticket.line)
        said = f"{identifier} stands in line {line} already, and says something else there"
        remedy = "where each row is an event, say so with `events` in the mapping"
        self.rejected.append(Rejection(ticket.line, self.shown["id"], f"{said}; {remedy}", identifier))

    def _row(self, ticket: Ticket) -> Row | None:
        values: dict[str, Value] = {name: Value(text) for name, text in self.mapping.constants.items()}
        wrong: list[tuple[str, str]] = []
        for name, maker in self.makers.items():
            try:
                values[name] = maker.make(ticket.cells(name))
            except ValueError as error:
                wrong.append((name, str(error)))
        self._settle_times(ticket.line, values)
        identifier = values.get("id", EMPTY).text
        if not wrong:
            texts = {name: value.text for name, value in values.items() if value.text}
            wrong = list(self._unreadable(ticket.line, identifier, texts))
        for name, reason in wrong:
            self.rejected.append(Rejection(ticket.line, self.shown.get(name, ""), reason, identifier))
        if wrong:
            return None
        for name, value in values.items():
            if value.hidden:
                said = "invisible characters were left out"
                self.notices.append(Notice(ticket.line, self.shown[name], said))
        return tuple(values.get(name, EMPTY).text for name in self.fields)

    def _settle_times(self, line: int, values: dict[str, Value]) -> None:
        """Of an hour that clocks repeat, take the first, or the second where the first were before the beginning."""
        begin = values.get(self.model.KIND.moment or "", EMPTY).time
        for name, value in values.items():
            if value.time is None or value.time.second is None:
                continue
            at, start = value.time.at, begin.at if begin else None
            which = "first"
            if at and start and at < start:
                which, values[name] = "second", value._replace(text=value.time.second.text)
            said = f"this hour came twice, because clocks were put back; the {which} one is taken"
            self.notices.append(Notice(line, self.shown[name], said))

    def _unreadable(self, line: int, identifier: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Why the kind cannot read the row. What the tool records and the kind forbids is taken: it is evidence."""
        given: dict[str, Any] = {
            name: text.split(SEPARATOR) if self.forms[name].many else text for name, text in texts.items()
        }
        node, faults = self.model.read(given)
        for fault in together(faults):
            name = str(fault.route[0]) if fault.route else ""
            if node is None:
                yield name, fault.message
            else:
                said = f"{identifier} is taken as it is: {fault.message}"
                self.notices.append(Notice(line, self.shown.get(name, ""), said))


def _column_of(maker: FieldMaker | None) -> str:
    """The name of the column that a field is made of, as the mapping writes it."""
    return next(iter(maker.rule.columns), "") if maker else ""
