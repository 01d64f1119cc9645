"""How each criterion of an obligation stands: one function per form of criterion."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from sms_lint.evidence.claims import Claim
from sms_lint.evidence.grade import CriterionState, EvidencePart, Grade
from sms_lint.evidence.holding import (
    HeldInformation,
    day_of,
    holdings,
    is_active,
    is_fresh,
    limit_of,
    review_due,
    told,
)
from sms_lint.evidence.judgement import Judgement, Judgements
from sms_lint.evidence.section_texts import SectionTexts
from sms_lint.evidence.selection import Selection
from sms_lint.ground.durations import Duration
from sms_lint.ground.source import Section
from sms_lint.model.catalogue import (
    Catalogue,
    Criterion,
    CriterionForm,
    DocumentedInformation,
    Judge,
    Obligation,
)
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Node, Record
from sms_lint.system.sms import Sms


class Criteria:
    """Judges the criteria of obligations. It reads the system once, when it is made."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._held = sms.once(holdings)
        self._selection = sms.once(Selection)
        self._texts = sms.once(SectionTexts)
        self.judged = Judgements(sms)

    def of(
        self, obligation: Obligation, book: Catalogue, claims: Iterable[Claim]
    ) -> tuple[CriterionState, ...]:
        """How each criterion stands that needs no rule; `claims` are those that name the obligation or its clause."""
        case = _ObligationCase(self, obligation, book, tuple(claims))
        return tuple(
            _LOOKS[criterion.form](case, criterion) for criterion in obligation.shown if not criterion.rule
        )

    def judgement(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for a person's judgement: recent, and fully met."""
        if criterion.judged_by is None:
            raise AssertionError("BUG: a way without a judge was asked for its judgement")
        judgement = self.judged.latest(case.obligation, criterion.judged_by)
        if judgement is None:
            return CriterionState(criterion, "missing", self._unjudged(case, criterion.judged_by))
        state = judgement.state(self._sms, limit_of(self._sms, criterion))
        return CriterionState(criterion, state, f"{judgement.node.id}: {judgement.told}", judgement.node)

    def _unjudged(self, case: "_ObligationCase", judge: Judge) -> str:
        """Why an obligation counts as not judged: nobody did, or an audit covered it and says nothing of it."""
        report = self.judged.covering(case.obligation, case.book) if judge == "internal auditor" else None
        asked = f"not judged yet; to be judged by the {judge}"
        return (
            f"{asked}; {report.id} covered it and states no result for {case.obligation.clause}"
            if report
            else asked
        )

    def counts(self, judgement: Judgement, criterion: Criterion) -> bool:
        """Whether a judgement says that the obligation is fully met, and is not too old."""
        return judgement.state(self._sms, limit_of(self._sms, criterion)) == "met"

    def entries(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for records: whether any count, and how new the newest is."""
        holding = self._selection.of(criterion)
        depends = case.obligation.trigger == "conditional"
        what = f"record of kind {criterion.kind}{criterion.terms}"
        if holding is None:
            if (depends or case.has_condition) and self._selection.cases(criterion) is None:
                return CriterionState(criterion, "no case", f"no {what} yet; needed once there is a case")
            return CriterionState(criterion, "missing", f"there is no {what}{self._hint(criterion)}")
        # What depends on an event stays shown by the last one, however long ago that was.
        late = "" if depends else self._late(criterion, holding)
        said = told(holding, criterion.terms)
        if late:
            return CriterionState(criterion, "old", f"{said}; {late}")
        return CriterionState(criterion, "filled in" if criterion.filled else "met", said)

    def _hint(self, criterion: Criterion) -> str:
        """Why none of the records that there are counts, where that may be their words."""
        there = criterion.filled and criterion.kind in self._held
        return "; words that say nothing, such as `unknown`, fill no field" if there else ""

    def _late(self, criterion: Criterion, holding: HeldInformation) -> str:
        """Why records do not count any more; empty where they do."""
        limit = limit_of(self._sms, criterion) or self._sms.config.evidence.fresh
        if holding.newest is None and not (criterion.day or self._sms.kinds[holding.kind].KIND.moment):
            return "nobody has looked the register through, or nobody holds the role that has to"
        if not is_fresh(self._sms, holding.newest, limit):
            return f"nothing is newer than {limit}" if holding.newest else "none has a day that has come"
        due = self._own_cycle(criterion, holding)
        return f"the register was to be looked through by {due}" if due and due < self._sms.today else ""

    def _own_cycle(self, criterion: Criterion, holding: HeldInformation) -> date | None:
        """When the register has to be looked through again, where its entries have no day but that."""
        node = holding.node
        register = node.register if isinstance(node, Record) else None
        dated = criterion.day or self._sms.kinds[holding.kind].KIND.moment
        return register.review.next if register and not dated else None

    def provided(self, case: "_ObligationCase", criterion: Criterion) -> CriterionState:
        """How a criterion stands that asks for documented information: a document in force, or records."""
        item = case.book.item(criterion.target)
        name = item.name if item else criterion.target
        limit = limit_of(self._sms, criterion)
        provided = self._provided.get(criterion.target, ())
        faults = {document.id: self.fault_of(document, ()) for document in provided}
        documents = [document for document in provided if not faults[document.id]]
        if provided and not documents:
            return CriterionState(criterion, "missing", f"{name}: {faults[provided[0].id]}", provided[0])
        if documents:
            documents.sort(key=lambda document: day_of(document) or date.min, reverse=True)
            late = [self._too_old(document, limit) for document in documents]
            if "" not in late:
                return CriterionState(criterion, "old", f"{name}: {late[0]}", documents[0])
            current = [document for document, why in zip(documents, late, strict=True) if not why]
            said = ", ".join(document.id for document in current)
            return CriterionState(criterion, "met", f"{name}: {said}", current[0])
        for held in self._holdings_of(item):
            if limit is None or is_fresh(self._sms, held.newest, limit):
                return CriterionState(criterion, "met", f"{name}: {told(held)}")
            return CriterionState(criterion, "old", f"{name}: {told(held)}; nothing is newer than {limit}")
        if item and item.conditional:
            return CriterionState(criterion, "no case", f"{name}: not needed unless {item.when}")
        return CriterionState(criterion, "missing", f"no document in force provides `{criterion.target}`")

    def _too_old(self, document: Document | ListedDocument, limit: Duration | None) -> str:
        """Why a document does not count any more: by the limit of the catalogue, or by its own cycle."""
        if limit is not None and not is_fresh(self._sms, day_of(document), limit):
            return f"the newest is {document.id} of {day_of(document)}, which is older than {limit}"
        return self.overdue(document)

    def overdue(self, document: Document | ListedDocument) -> str:
        """Why a document is too old by its own cycle; empty where it is not."""
        due = review_due(document)
        if due == date.min:
            return f"{document.id} was never reviewed"
        return f"{document.id} was to be reviewed by {due}" if due < self._sms.today else ""

    def fault_of(self, node: Node, part: EvidencePart) -> str:
        """Why a section or document shows nothing; empty where it says something of its own, or is kept elsewhere."""
        return self._texts.fault(node, part) if isinstance(node, Document) else ""

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
    faults: list[CriterionState] = []
    for claim in claims:
        if isinstance(claim.part, Section) or claim.ref == case.obligation.id:
            state = _said_in(case.criteria, criterion, claim)
            if state.met:
                return state
            faults.append(state)
    if faults:
        return faults[0]
    if item and case.criteria.is_absent(item):
        return CriterionState(criterion, "no case", f"{item.name}: not needed unless {item.when}")
    why = f"no document in force that can be `{criterion.target}` has a section on it"
    return CriterionState(
        criterion, "missing", f"{why}; {claims[0].node.id} only names its clause" if claims else why
    )


def _said_in(criteria: Criteria, criterion: Criterion, claim: Claim) -> CriterionState:
    """How a section or document stands that claims to say it: it must say something, and not be overdue."""
    node, part = claim.node, claim.part
    if fault := criteria.fault_of(node, part):
        return CriterionState(criterion, "missing", fault, node, part)
    if isinstance(node, Document | ListedDocument) and (late := criteria.overdue(node)):
        return CriterionState(criterion, "old", late, node, part)
    return CriterionState(criterion, "met", f"{node.id}: {claim.why}", node, part)


def _can_be(claim: Claim, criterion: Criterion, kinds: Iterable[str]) -> bool:
    node = claim.node
    if not isinstance(node, Document | ListedDocument):
        return False
    return criterion.target in node.provides or (isinstance(node, Document) and node.kind in kinds)


_LOOKS: Mapping[CriterionForm, Callable[[_ObligationCase, Criterion], CriterionState]] = {
    "document": lambda case, criterion: case.criteria.provided(case, criterion),
    "section": _section,
    "records": lambda case, criterion: case.criteria.entries(case, criterion),
    "register": lambda case, criterion: case.criteria.entries(case, criterion),
    "judged_by": lambda case, criterion: case.criteria.judgement(case, criterion),
}
