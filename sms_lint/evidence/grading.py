"""From claims, criteria and judgements to the grade of each obligation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sms_lint.evidence.claims import Claim, claims_of
from sms_lint.evidence.criteria import Criteria
from sms_lint.evidence.grade import Evidence, Grade, Graded
from sms_lint.model.catalogue import Catalogue, Clause, Obligation
from sms_lint.system.sms import Sms

# What somebody judged not to be fully met has at most this grade, whatever else shows it.
_CAPS = {"partial": Grade.DOCUMENTED, "none": Grade.REFERENCED}


def grade_all(sms: Sms) -> Mapping[str, Graded]:
    """The grade of every obligation of every catalogue, by its full id, in the catalogues' order.

    The time it takes grows with the number of nodes; it is computed once per system.
    """
    return sms.once(_grade_all)


def _grade_all(sms: Sms) -> Mapping[str, Graded]:
    claims, criteria = claims_of(sms), Criteria(sms)
    return {
        obligation.id: _graded(obligation, clause, book, claims, criteria)
        for book in sms.catalogues
        for clause in book.clauses
        for obligation in clause.obligations
    }


def _graded(
    obligation: Obligation,
    clause: Clause,
    book: Catalogue,
    claims: Mapping[str, Sequence[Claim]],
    criteria: Criteria,
) -> Graded:
    bearing = [*claims.get(obligation.id, ()), *claims.get(clause.id, ())]
    shown = criteria.of(obligation, book, bearing)
    bearing += _judged(obligation, book, criteria)
    for parent in book.ancestors(clause):
        bearing += [_from_above(claim) for claim in claims.get(parent.id, ())]
    bearing.sort(key=lambda claim: -claim.grade)
    evidences = tuple(
        Evidence(obligation.id, claim.node, claim.grade, claim.why, claim.part)
        for claim in _strongest(bearing)
    )
    grade = evidences[0].grade if evidences else Grade.NONE
    partial = criteria.judged.partial(obligation)
    if partial is not None:
        grade = min(grade, _CAPS[partial.conformity])
    return Graded(obligation, clause, grade, evidences, shown, partial)


def _judged(obligation: Obligation, book: Catalogue, criteria: Criteria) -> Iterator[Claim]:
    """The judgements that the catalogue asks for: evidence as long as they are full and not too old."""
    for criterion in obligation.shown:
        judgement = criteria.judged.latest(obligation, criterion.judged_by) if criterion.judged_by else None
        if judgement is not None:
            grade = Grade.EVIDENCED if criteria.counts(judgement, criterion) else Grade.REFERENCED
            yield Claim(obligation.id, judgement.node, grade, judgement.told)
        elif criterion.judged_by == "internal auditor" and (
            report := criteria.judged.covering(obligation, book)
        ):
            why = f"covered on {report.date} by internal audit, without a result"
            yield Claim(obligation.id, report, Grade.REFERENCED, why)


def _from_above(claim: Claim) -> Claim:
    why = f"names only {claim.ref}, the heading above"
    return claim._replace(grade=Grade.REFERENCED, why=why)


def _strongest(bearing: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, without mere references by a node that shows more."""
    seen: set[str] = set()
    for claim in bearing:
        if claim.grade > Grade.REFERENCED or claim.node.id not in seen:
            yield claim
        seen.add(claim.node.id)
