"""The records that a criterion counts: all of its kind, or those with certain words and certain fields filled in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from heapq import nlargest
from itertools import compress, repeat
from operator import itemgetter
from typing import NamedTuple

from sms_lint.evidence.filled_fields import Filled, filled_in
from sms_lint.evidence.holding import HeldInformation, holdings, looked_through
from sms_lint.model.catalogue import Criterion
from sms_lint.model.entry import Entry
from sms_lint.model.node import MOST_KEPT, Node, Record, Table
from sms_lint.model.row_rules import moment
from sms_lint.system.sms import Sms

_DAY = itemgetter(slice(0, 10))


class _Terms(NamedTuple):
    """Which records of a kind count: one of the words in each field, something in each field, and whose day."""

    kind: str
    words: tuple[tuple[str, tuple[str, ...]], ...]
    needed: tuple[str, ...]
    day: str


class Selection:
    """Finds the records that criteria count, each selection once. Get it with `sms.once(Selection)`."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._held: Mapping[str, HeldInformation] = sms.once(holdings)
        self._found: dict[_Terms, HeldInformation | None] = {}
        self._samples: dict[tuple[_Terms, int], tuple[Entry, ...]] = {}

    def of(self, criterion: Criterion) -> HeldInformation | None:
        """The records that a criterion counts; days in the future do not count."""
        kind = criterion.kind or ""
        if not criterion.selects or kind not in self._held:
            return self._held.get(kind)
        needed = (*criterion.filled, *((criterion.day,) if criterion.day else ()))
        return self._once(_Terms(kind, criterion.where, needed, criterion.day or self._moment(kind)))

    def cases(self, criterion: Criterion) -> HeldInformation | None:
        """The records with the words that a criterion asks for, whatever else they say; None where it asks for none."""
        kind = criterion.kind or ""
        if not criterion.where or kind not in self._held:
            return None
        return self._once(_Terms(kind, criterion.where, (), self._moment(kind)))

    def newest(self, criterion: Criterion, most: int) -> tuple[Entry, ...]:
        """The newest records that a criterion counts, at most `most`, none of a day to come; those of one day by id."""
        kind = criterion.kind or ""
        needed = (*criterion.filled, *((criterion.day,) if criterion.day else ()))
        terms = (
            _Terms(kind, criterion.where, needed, criterion.day or self._moment(kind))
            if kind in self._held
            else None
        )
        if terms is None:
            return ()
        if (terms, most) not in self._samples:
            dated = (*_dated_records(self._sms, terms), *_dated_rows(self._sms, terms))
            past = (record for record in dated if record[0] <= self._sms.today.isoformat())
            found = nlargest(most, past, key=itemgetter(0, 1))
            self._samples[terms, most] = tuple(Entry(name, node, row) for _, name, node, row in found)
        return self._samples[terms, most]

    def _moment(self, kind: str) -> str:
        return self._sms.kinds[kind].KIND.moment

    def _once(self, terms: _Terms) -> HeldInformation | None:
        if terms not in self._found:
            parts = [_of_records(self._sms, terms), *_of_tables(self._sms, terms)]
            present = [part for part in parts if part]
            self._found[terms] = reduce(HeldInformation.joined, present) if present else None
        return self._found[terms]


def _of_records(sms: Sms, terms: _Terms) -> HeldInformation | None:
    records = (node for node in sms.of_kind(terms.kind) if isinstance(node, Record))
    needed = _needed(sms, terms)
    found = [(_day(sms, record, terms.day), record) for record in records if _counts(record, terms, needed)]
    if not found:
        return None
    past = [(day, record) for day, record in found if day is not None and day <= sms.today]
    newest: tuple[date | None, Record] = max(past, key=lambda pair: pair[0], default=(None, found[0][1]))
    return HeldInformation(terms.kind, len(found), newest[1], newest[0])


def _needed(sms: Sms, terms: _Terms) -> tuple[tuple[str, Filled], ...]:
    """The fields that have to say something, each with what tells whether it does."""
    return tuple((name, filled_in(sms.kinds[terms.kind], name)) for name in terms.needed)


def _counts(record: Record, terms: _Terms, needed: tuple[tuple[str, Filled], ...]) -> bool:
    said = all(str(_value(record, name)) in words for name, words in terms.words)
    return said and all(filled(_value(record, name)) for name, filled in needed)


def _value(record: Record, name: str) -> object:
    """What a field says, or a field of a group."""
    value: object = record
    for part in name.split("."):
        value = getattr(value, part, None)
    return value


def _day(sms: Sms, record: Record, name: str) -> date | None:
    """The day in a field; for a kind without one, that on which the register was looked through."""
    if not name:
        return looked_through(sms, record.register) if record.register else None
    value = getattr(record, name, None)
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _of_tables(sms: Sms, terms: _Terms) -> Iterator[HeldInformation]:
    for table in sms.registers:
        if isinstance(table, Table) and table.of == terms.kind:
            rows_by_day = _rows_by_day(sms, table, terms)
            if rows_by_day:
                yield _of_table(sms, table, rows_by_day)


def _rows_by_day(sms: Sms, table: Table, terms: _Terms) -> Counter[str]:
    """How many rows count, by what is written as their day; whole columns at once, for there may be many rows."""
    return Counter(compress(_days(table, terms), _which(sms, table, terms)))


def _which(sms: Sms, table: Table, terms: _Terms) -> Iterator[bool]:
    """Whether each row of a table counts."""
    tests: list[Iterable[object]] = [
        map(frozenset(words).__contains__, table.column(name)) for name, words in terms.words
    ]
    tests += [_each_filled(table.column(name), filled) for name, filled in _needed(sms, terms)]
    tests.append(table.column("id"))
    return map(all, zip(*tests, strict=True))


def _each_filled(cells: tuple[str, ...], filled: Filled) -> Iterator[bool]:
    """Whether each cell says something; the same words are looked at once, for there may be many rows."""
    return map({cell: filled(cell) for cell in frozenset(cells)}.__getitem__, cells)


def _days(table: Table, terms: _Terms) -> Iterator[str]:
    """The day of each row, as it is written."""
    return map(_DAY, table.column(terms.day)) if terms.day else repeat(table.source.exported.isoformat())


def _dated_records(sms: Sms, terms: _Terms) -> Iterator[tuple[str, str, Node, int]]:
    needed = _needed(sms, terms)
    for node in sms.of_kind(terms.kind):
        if isinstance(node, Record) and _counts(node, terms, needed):
            day = _day(sms, node, terms.day)
            yield day.isoformat() if day else "", node.id, node, -1


def _dated_rows(sms: Sms, terms: _Terms) -> Iterator[tuple[str, str, Node, int]]:
    for table in sms.tables(terms.kind):
        numbered = zip(_days(table, terms), enumerate(table.column("id")), strict=False)
        for day, (row, name) in compress(numbered, _which(sms, table, terms)):
            yield day, name, table, row


def _of_table(sms: Sms, table: Table, rows_by_day: Counter[str]) -> HeldInformation:
    """The rows that count; where there are more than can be kept, the newest of all stands for the others."""
    days = {found.date() for written in rows_by_day if (found := moment(written))}
    newest = max((day for day in days if day <= sms.today), default=None)
    held = HeldInformation(table.of, rows_by_day.total(), table, newest)
    if table.count > MOST_KEPT and table.latest and table.latest <= sms.today:
        return replace(held, newest=table.latest)
    return held
