"""How far each obligation of the catalogues is shown to be met, and by what.

Everything specific comes from the catalogue and the kinds; decision 0005 says what each grade means.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import reduce
from typing import NamedTuple

from sms_lint.catalogue import Catalogue, Clause, Obligation
from sms_lint.models.base import Document, Node, Record, Register, Table
from sms_lint.models.organisation import Kpi
from sms_lint.models.support import ListedDocument
from sms_lint.sms import Sms
from sms_lint.source import Key, Location, Section


class Grade(IntEnum):
    """How well an obligation is shown to be met; each grade is worth more than the one before.

    APPROVED is derived from approvals over the exact bytes of a document. No approvals are read yet, so it
    is never given; it has its place in the order, so that nothing else changes once they are.
    """

    NONE = 0
    REFERENCED = 1
    DOCUMENTED = 2
    APPROVED = 3
    EVIDENCED = 4

    @property
    def word(self) -> str:
        """The grade as people read it: `documented`."""
        return self.name.lower()


Part = tuple[Key, ...] | Section


@dataclass(frozen=True)
class Evidence:
    """One thing that bears on an obligation; `why` is a sentence about it, without its id.

    `part` is the value or the section of the node that says so; the node as a whole where it is empty.
    """

    obligation: str
    node: Node
    grade: Grade
    why: str
    part: Part = ()

    @property
    def place(self) -> Location:
        """Where it is written."""
        if isinstance(self.part, Section):
            return self.node.text_at(self.part)
        return self.node.at(*self.part) if self.part else self.node.place()


@dataclass(frozen=True)
class Graded:
    """An obligation, its clause, its grade, and what gives it: the strongest first."""

    obligation: Obligation
    clause: Clause
    grade: Grade
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Holding:
    """Records of one kind: how many, the newest of them and its day; no day where none is known.

    Days in the future do not count.
    """

    kind: str
    count: int
    node: Node
    newest: date | None

    def joined(self, other: "Holding") -> "Holding":
        """Both together."""
        later = (other.newest or date.min) > (self.newest or date.min)
        newer = other if later else self
        return Holding(self.kind, self.count + other.count, newer.node, newer.newest)


class _Claim(NamedTuple):
    """Something that names a clause or an obligation."""

    ref: str
    node: Node
    grade: Grade
    why: str
    part: Part = ()


def grade_all(sms: Sms) -> Mapping[str, Graded]:
    """The grade of every obligation of every catalogue, by its full id, in the catalogues' order.

    The time it takes grows with the number of nodes; whoever needs it twice keeps the result.
    """
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for found in (
        _document_claims(sms),
        _register_claims(sms),
        _record_claims(sms),
        _kind_claims(sms),
    ):
        for claim in found:
            claims[claim.ref].append(claim)
    return {
        obligation.id: _graded(obligation, clause, book, claims)
        for book in sms.catalogues
        for clause in book.clauses
        for obligation in clause.obligations
    }


def holdings(sms: Sms) -> Mapping[str, Holding]:
    """The records of each kind, the rows of tables included; a kind without any is not in it."""
    registers: dict[str, list[Register]] = defaultdict(list)
    for register in sms.registers:
        registers[register.of].append(register)
    found: dict[str, Holding] = {}
    for kind, model in sms.kinds.items():
        records = sms.of_kind(kind) if issubclass(model, Record) else ()
        parts = [_holding(sms, kind, records, registers[kind])] if records else []
        parts += [held for one in registers[kind] if isinstance(one, Table) and (held := _of_table(sms, one))]
        if parts:
            found[kind] = reduce(Holding.joined, parts)
    return found


def is_fresh(sms: Sms, day: date | None) -> bool:
    """Whether a record of that day still counts as fresh evidence today."""
    return day is not None and day <= sms.today <= sms.config.evidence.fresh.after(day)


def in_force(node: Node) -> bool:
    """Whether a node is a document that counts: active here, or approved where it is kept elsewhere."""
    if isinstance(node, ListedDocument):
        return node.status == "approved"
    return isinstance(node, Document) and node.lifecycle == "active"


def _graded(
    obligation: Obligation, clause: Clause, book: Catalogue, claims: Mapping[str, Sequence[_Claim]]
) -> Graded:
    bearing = [*claims.get(obligation.id, ()), *claims.get(clause.id, ())]
    for parent in book.ancestors(clause):
        bearing += [_from_above(claim) for claim in claims.get(parent.id, ())]
    bearing.sort(key=lambda claim: -claim.grade)
    found = tuple(
        Evidence(obligation.id, claim.node, claim.grade, claim.why, claim.part)
        for claim in _strongest(bearing)
    )
    return Graded(obligation, clause, found[0].grade if found else Grade.NONE, found)


def _from_above(claim: _Claim) -> _Claim:
    why = f"names only {claim.ref}, the heading above"
    return claim._replace(grade=Grade.REFERENCED, why=why)


def _strongest(bearing: Iterable[_Claim]) -> Iterator[_Claim]:
    """Every claim but those that add nothing: a reference by a node that shows more."""
    seen: set[str] = set()
    for claim in bearing:
        if claim.grade > Grade.REFERENCED or claim.node.id not in seen:
            yield claim
        seen.add(claim.node.id)


def _document_claims(sms: Sms) -> Iterator[_Claim]:
    for document in sms.documents:
        grade = Grade.DOCUMENTED if in_force(document) else Grade.REFERENCED
        state = f"{document.lifecycle} {document.KIND.title.lower()}"
        for index, ref in enumerate(document.satisfies):
            yield _Claim(ref, document, grade, f"{state} that meets it", ("satisfies", index))
        for section in document.sections:
            for name in section.satisfies:
                yield _Claim(name, document, grade, f"{state}, section “{section.title}”", section)


def _register_claims(sms: Sms) -> Iterator[_Claim]:
    for register in sms.registers:
        entries = _of_register(sms, register) if register.satisfies else None
        for index, ref in enumerate(register.satisfies):
            if entries is None:
                claim = _Claim(ref, register, Grade.REFERENCED, "register without entries")
            else:
                claim = _Claim(ref, register, _record_grade(sms, entries), _records(entries))
            yield claim._replace(part=("satisfies", index))


def _record_claims(sms: Sms) -> Iterator[_Claim]:
    """What single records claim: documents that are kept elsewhere, and indicators."""
    for listed in sms.of_kind(ListedDocument.KIND.name):
        if isinstance(listed, ListedDocument):
            grade = Grade.DOCUMENTED if in_force(listed) else Grade.REFERENCED
            for index, ref in enumerate(listed.clauses):
                yield _Claim(
                    ref, listed, grade, f"{listed.status} document kept elsewhere", ("clauses", index)
                )
    for kpi in sms.of_kind(Kpi.KIND.name):
        if isinstance(kpi, Kpi):
            for index, ref in enumerate(kpi.clauses):
                yield _Claim(ref, kpi, Grade.REFERENCED, "indicator that measures it", ("clauses", index))


def _kind_claims(sms: Sms) -> Iterator[_Claim]:
    """What records show by being there: all of an obligation where the catalogue says so, else a reference."""
    held = holdings(sms)
    for kind, holding in held.items():
        for ref in sms.kinds[kind].KIND.clauses:
            yield _Claim(
                ref, holding.node, Grade.REFERENCED, f"{_records(holding)}, of a kind that serves it"
            )
    for book in sms.catalogues:
        for clause in book.clauses:
            for obligation in clause.obligations:
                for kind in obligation.shown_by:
                    if kind in held:
                        holding = held[kind]
                        grade = _record_grade(sms, holding)
                        yield _Claim(obligation.id, holding.node, grade, _records(holding))


def _record_grade(sms: Sms, holding: Holding) -> Grade:
    return Grade.EVIDENCED if is_fresh(sms, holding.newest) else Grade.DOCUMENTED


def _records(holding: Holding) -> str:
    """How many records there are and of when: `12 records of kind incident, the newest of 2026-10-03`."""
    number = "1 record" if holding.count == 1 else f"{holding.count} records"
    when = f", the newest of {holding.newest}" if holding.newest else ""
    return f"{number} of kind {holding.kind}{when}"


def _of_register(sms: Sms, register: Register) -> Holding | None:
    """The entries of one register, or the rows of one table."""
    if isinstance(register, Table):
        return _of_table(sms, register)
    entries = [node for node in sms.of_kind(register.of) if _stands_in(node, register)]
    return _holding(sms, register.of, entries, (register,)) if entries else None


def _stands_in(node: Node, register: Register) -> bool:
    return isinstance(node, Record) and node.register is register


def _of_table(sms: Sms, table: Table) -> Holding | None:
    if not table.count:
        return None
    day = table.latest if sms.kinds[table.of].KIND.moment else table.source.exported
    return Holding(table.of, table.count, table, day if day and day <= sms.today else None)


def _holding(sms: Sms, kind: str, records: Sequence[Node], registers: Iterable[Register]) -> Holding:
    """The newest record by its own date; a kind without one goes by the day its registers were looked through."""
    moment = sms.kinds[kind].KIND.moment
    if moment:
        dated = ((_day(getattr(record, moment)), record) for record in records)
        past = ((day, record) for day, record in dated if day is not None and day <= sms.today)
        newest: tuple[date | None, Node] = max(past, key=lambda pair: pair[0], default=(None, records[0]))
        return Holding(kind, len(records), newest[1], newest[0])
    looked_through = (register.review.last for register in registers)
    day = max((one for one in looked_through if one <= sms.today), default=None)
    return Holding(kind, len(records), records[0], day)


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
