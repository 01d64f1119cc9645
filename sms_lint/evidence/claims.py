"""What the documents, registers and records of a system claim about clauses and obligations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sms_lint.evidence.grade import EvidencePart, Grade
from sms_lint.evidence.holding import (
    HeldInformation,
    holdings,
    is_active,
    is_fresh,
    limit_of,
    of_register,
    told,
)
from sms_lint.evidence.selection import Selection
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.durations import Duration
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Node
from sms_lint.system.approval_status import needed_level
from sms_lint.system.approval_status.readers import approval_of
from sms_lint.system.sms import Sms


class Claim(NamedTuple):
    """Something that names a clause or an obligation."""

    ref: str
    node: Node
    grade: Grade
    why: str
    part: EvidencePart = ()


def claims_of(sms: Sms) -> Mapping[str, Sequence[Claim]]:
    """All claims of a system, grouped by the clause or obligation that they name."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for found in (_document_claims(sms), _register_claims(sms), _record_claims(sms), _kind_claims(sms)):
        for claim in found:
            claims[claim.ref].append(claim)
    for book in sms.catalogues:
        for claim in _carried(sms, book, claims):
            claims[claim.ref].append(claim)
    return claims


def _carried(sms: Sms, book: Catalogue, claims: Mapping[str, Sequence[Claim]]) -> Iterator[Claim]:
    """What names a clause of the edition before, where that asks for the same: it counts for the newer one, too."""
    edition = book.succession
    before = next((each for each in sms.catalogues if edition and each.name == edition.of), None)
    if edition is None or before is None:
        return
    for number in edition.unchanged:
        clause = before.clause(f"{before.prefix}:{number}")
        for ref in (clause.id, *(each.id for each in clause.obligations)) if clause else ():
            for claim in tuple(claims.get(ref, ())):
                if claim.part:  # what a catalogue says of kinds of records, the newer one says itself
                    newer = f"{book.prefix}:{clause_parts(ref).short}"
                    yield claim._replace(ref=newer, why=f"{claim.why} ({ref}, which asks for the same)")


def _document_claims(sms: Sms) -> Iterator[Claim]:
    for document in sms.documents:
        grade, how = _of_document(sms, document)
        state = f"{how} {document.KIND.title.lower()}"
        for index, ref in enumerate(document.satisfies):
            yield Claim(ref, document, grade, f"{state} that meets it", ("satisfies", index))
        for section in document.sections:
            for name in section.satisfies:
                yield Claim(name, document, grade, f"{state}, section “{section.title}”", section)


def _of_document(sms: Sms, document: Document) -> tuple[Grade, str]:
    """What a document counts for: it is in force, and its text was approved as well as the settings ask."""
    if not is_active(document):
        return Grade.REFERENCED, document.lifecycle
    needed = needed_level(sms, document.kind)
    judged = approval_of(sms, document) if needed else None
    if judged is not None and judged.approved and judged.level >= needed:
        return Grade.APPROVED, f"{document.lifecycle}, approved"
    return Grade.DOCUMENTED, document.lifecycle


def _register_claims(sms: Sms) -> Iterator[Claim]:
    for register in sms.registers:
        entries = of_register(sms, register) if register.satisfies else None
        for index, ref in enumerate(register.satisfies):
            if entries is None:
                claim = Claim(ref, register, Grade.REFERENCED, "register without entries")
            else:
                claim = Claim(ref, register, record_grade(sms, entries), told(entries))
            yield claim._replace(part=("satisfies", index))


def _record_claims(sms: Sms) -> Iterator[Claim]:
    """What single records claim: documents that are kept elsewhere, and indicators."""
    for listed in sms.records(ListedDocument):
        grade = Grade.DOCUMENTED if is_active(listed) else Grade.REFERENCED
        for index, ref in enumerate(listed.clauses):
            yield Claim(ref, listed, grade, f"{listed.status} document kept elsewhere", ("clauses", index))
    for kpi in sms.of_kind(Kpi.KIND.name):
        if isinstance(kpi, Kpi):
            for index, ref in enumerate(kpi.clauses):
                yield Claim(ref, kpi, Grade.REFERENCED, "indicator that measures it", ("clauses", index))


def _kind_claims(sms: Sms) -> Iterator[Claim]:
    """What records show by being there: all of an obligation where the catalogue says so, else a reference."""
    held, selection = sms.once(holdings), sms.once(Selection)
    for kind, holding in held.items():
        for ref in sms.kinds[kind].KIND.clauses:
            yield Claim(ref, holding.node, Grade.REFERENCED, f"{told(holding)}, of a kind that serves it")
    for book in sms.catalogues:
        for clause in book.clauses:
            for obligation in clause.obligations:
                for criterion in obligation.shown:
                    found = selection.of(criterion) if criterion.kind else None
                    if found is not None:
                        grade = record_grade(sms, found, limit_of(sms, criterion))
                        yield Claim(obligation.id, found.node, grade, told(found, criterion.terms))


def record_grade(sms: Sms, holding: HeldInformation, limit: Duration | None = None) -> Grade:
    """Evidenced where the newest record is fresh, else documented."""
    return Grade.EVIDENCED if is_fresh(sms, holding.newest, limit) else Grade.DOCUMENTED
