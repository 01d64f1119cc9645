"""How each criterion of an obligation stands: one function per form of criterion."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from sms_lint.evidence.claims import Claim
from sms_lint.evidence.grade import CriterionState, Grade
from sms_lint.evidence.holding import HeldInformation, day_of, holdings, is_active, is_fresh, limit_of, told
from sms_lint.evidence.judgement import Judgement, Judgements
from sms_lint.evidence.selection import Selection
from sms_lint.ground.source import Section
from sms_lint.model.catalogue import Catalogue, Criterion, CriterionForm, DocumentedInformation, Obligation
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms


class Criteria:
    """Judges the criteria of obligations. It reads the system once, when it is made."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._held = sms.once(holdings)
        self._selection = sms.once(Selection)
        self.judged = Judgements(sms)

    def of(
        self, obligation: Obligation, book: Catalogue, claims: Iterable[Claim]
    ) -> tuple[CriterionState, ...]:
        """Every criterion of an obligation and how it stands; `claims` are those that name it or its clause."""
        case = _ObligationCase(self, obligation, book, tuple(claims))
        return tuple(_LOOKS[criterion.form](case, criterion) for criterion in obligation.shown)

    def judgement(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for a person's judgement: recent, and fully met."""
        if criterion.judged_by is None:
            raise AssertionError("BUG: a way without a judge was asked for its judgement")
        judgement = self.judged.latest(case.obligation, criterion.judged_by, case.book)
        if judgement is None:
            return CriterionState(
                criterion, "missing", f"not judged yet; to be judged by the {criterion.judged_by}"
            )
        state = judgement.state(self._sms, limit_of(self._sms, criterion))
        return CriterionState(criterion, state, f"{judgement.node.id}: {judgement.told}", judgement.node)

    def counts(self, judgement: Judgement, criterion: Criterion) -> bool:
        """Whether a judgement says that the obligation is fully met, and is not too old."""
        return judgement.state(self._sms, limit_of(self._sms, criterion)) == "met"

    def entries(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for records: whether any count, and how new the newest is."""
        holding = self._selection.of(criterion)
        depends, what = (
            case.obligation.trigger == "conditional",
            f"record of kind {criterion.kind}{criterion.terms}",
        )
        if holding is None:
            if (depends or case.has_condition) and self._selection.cases(criterion) is None:
                return CriterionState(criterion, "waiting", f"no {what} yet; needed once there is a case")
            return CriterionState(criterion, "missing", f"there is no {what}")
        # What depends on an event stays shown by the last one, however long ago that was.
        fresh = depends or is_fresh(self._sms, holding.newest, limit_of(self._sms, criterion))
        return CriterionState(criterion, "met" if fresh else "old", told(holding, criterion.terms))

    def provided(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for documented information: a document in force, or records."""
        item = case.book.item(criterion.target)
        name = item.name if item else criterion.target
        found = [(day_of(node), node.id) for node in self._provided.get(criterion.target, ())]
        found += [(held.newest, told(held)) for held in self._holdings_of(item)] if not found else []
        if found:
            limit = limit_of(self._sms, criterion)
            counts = [shown for day, shown in found if limit is None or is_fresh(self._sms, day, limit)]
            if counts:
                return CriterionState(criterion, "met", f"{name}: {', '.join(counts)}")
            newest = max((day for day, _ in found if day), default="no day")
            return CriterionState(
                criterion, "old", f"{name}: the newest is of {newest}, and older than {limit}"
            )
        if item and item.conditional:
            return CriterionState(criterion, "waiting", f"{name}: not needed unless {item.when}")
        return CriterionState(criterion, "missing", f"no document in force provides `{criterion.target}`")

    def _holdings_of(self, item: DocumentedInformation | None) -> list[HeldInformation]:
        """The records of the first kind there are records of, among those that can be the item."""
        return [self._held[kind] for kind in item.shown_by if kind in self._held][:1] if item else []

    def is_absent(self, item: DocumentedInformation) -> bool:
        """Whether nothing provides the item, and it may be absent as long as nothing has called for it."""
        return item.conditional and item.id not in self._provided and not self._holdings_of(item)

    @cached_property
    def _provided(self) -> Mapping[str, tuple[Document | ListedDocument, ...]]:
        found: dict[str, tuple[Document | ListedDocument, ...]] = {}
        nodes: tuple[Document | ListedDocument, ...] = (
            *self._sms.documents,
            *self._sms.records(ListedDocument),
        )
        for node in nodes:
            if is_active(node):
                for name in node.provides:
                    found[name] = (*found.get(name, ()), node)
        return found


class _ObligationCase:
    """The obligation whose criteria are being judged, with the claims about it."""

    def __init__(
        self, criteria: Criteria, obligation: Obligation, book: Catalogue, claims: tuple[Claim, ...]
    ) -> None:
        self.criteria, self.obligation, self.book, self.claims = criteria, obligation, book, claims

    @property
    def has_condition(self) -> bool:
        """Whether its whole clause holds only under a condition, such as that there are suppliers."""
        clause = self.book.clause(self.obligation.clause)
        return clause is not None and clause.applicability.rule == "conditional"


def _section(case: _ObligationCase, criterion: Criterion) -> CriterionState:
    """Whether a document in force that can be the item says where it meets the obligation.

    A section that names the clause says where; a whole document says it only by naming the obligation.
    """
    item = case.book.item(criterion.target)
    kinds = item.shown_by if item else ()
    claims = [
        claim for claim in case.claims if claim.grade >= Grade.DOCUMENTED and _can_be(claim, criterion, kinds)
    ]
    for claim in claims:
        if isinstance(claim.part, Section) or claim.ref == case.obligation.id:
            return CriterionState(criterion, "met", f"{claim.node.id}: {claim.why}")
    if item and case.criteria.is_absent(item):
        return CriterionState(criterion, "waiting", f"{item.name}: not needed unless {item.when}")
    why = f"no document in force that can be `{criterion.target}` has a section on it"
    return CriterionState(
        criterion, "missing", f"{why}; {claims[0].node.id} only names its clause" if claims else why
    )


def _can_be(claim: Claim, criterion: Criterion, kinds: Iterable[str]) -> bool:
    node = claim.node
    if not isinstance(node, Document | ListedDocument):
        return False
    return criterion.target in node.provides or (isinstance(node, Document) and node.kind in kinds)


def _rule(_case: _ObligationCase, criterion: Criterion) -> CriterionState:
    """Findings are made above this floor: the rule speaks for itself at every check."""
    return CriterionState(criterion, "met", f"checked by the rule {criterion.target} at every check")


_LOOKS: Mapping[CriterionForm, Callable[[_ObligationCase, Criterion], CriterionState]] = {
    "document": lambda case, criterion: case.criteria.provided(case, criterion),
    "section": _section,
    "records": lambda case, criterion: case.criteria.entries(case, criterion),
    "register": lambda case, criterion: case.criteria.entries(case, criterion),
    "rule": _rule,
    "judged_by": lambda case, criterion: case.criteria.judgement(case, criterion),
}
