"""Event logs: several rows about a ticket become one, field by field."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sms_lint.intake.tickets.export import Export, ExportRow, Rejection
from sms_lint.intake.tickets.times import Clock
from sms_lint.intake.tickets.values import FieldMaker
from sms_lint.model.mapping import ImportMapping
from sms_lint.model.row_rules import number

_NONE: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ticket:
    """A ticket of an export: the line that stands for it, and the cells that each field is made of."""

    line: int
    last: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cells(self, name: str) -> tuple[str, ...]:
        """The cells of the row that says what a field holds."""
        return self.chosen.get(name, self.last)


def tickets_of(
    export: Export, mapping: ImportMapping, makers: Mapping[str, FieldMaker]
) -> tuple[Iterator[Ticket], tuple[Rejection, ...]]:
    """The tickets of an export, and the events that belong to none."""
    if mapping.events is None:
        return (Ticket(row.line, row.cells) for row in export.rows), ()
    by_ticket: dict[str, list[ExportRow]] = defaultdict(list)
    rejected = []
    for row in export.rows:
        if key := makers["id"].raw(row.cells):
            by_ticket[key].append(row)
        else:
            rejected.append(
                Rejection(row.line, mapping.columns["id"].columns[0], "the event names no ticket")
            )
    fold = _Fold(export.columns, mapping, makers)
    return (fold.ticket(rows) for rows in by_ticket.values()), tuple(rejected)


class _Fold:
    """Folds the events of one ticket after the other."""

    def __init__(
        self, columns: Sequence[str], mapping: ImportMapping, makers: Mapping[str, FieldMaker]
    ) -> None:
        order = mapping.events.order if mapping.events else ()
        self.order = [columns.index(name) for name in order if name in columns]
        self.clock = Clock(mapping.form.dates, mapping.form.zone)
        self.makers = {name: maker for name, maker in makers.items() if maker.rule.take or maker.rule.where}

    def ticket(self, rows: list[ExportRow]) -> Ticket:
        """One ticket of its events: a field says what the last one says, unless its rule chooses another."""
        rows = sorted(rows, key=lambda row: [self._rank(row.cells[place]) for place in self.order])
        nothing = ("",) * len(rows[-1].cells)
        chosen = {name: self._chosen(maker, rows) or nothing for name, maker in self.makers.items()}
        return Ticket(rows[-1].line, rows[-1].cells, chosen)

    def _chosen(self, maker: FieldMaker, rows: Sequence[ExportRow]) -> tuple[str, ...]:
        some = [row.cells for row in rows if maker.where.holds(row.cells)]
        if maker.rule.take in ("last_filled", "greatest"):
            some = [cells for cells in some if maker.raw(cells)]
        if maker.rule.take == "greatest":
            some.sort(key=lambda cells: self._rank(maker.raw(cells)))
        if not some:
            return _NONE
        return some[0] if maker.rule.take == "first" else some[-1]

    def _rank(self, text: str) -> tuple[int, Decimal, str]:
        """Numbers by size, times by time, anything else by its letters; what is empty comes first."""
        if not text.strip():
            return (0, Decimal(0), "")
        if (size := number(text.strip())) is not None:
            return (1, size, "")
        try:
            at = self.clock.read(text.strip()).at
        except ValueError:
            return (2, Decimal(0), text)
        return (1, Decimal(at.timestamp()) if at else Decimal(0), "")
