"""How each way in which an obligation is to be shown stands: one function per form."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from sms_lint.evidence.claims import Claim
from sms_lint.evidence.grade import CriterionState, Grade
from sms_lint.evidence.holding import HeldInformation, day_of, holdings, is_active, is_fresh, limit_of, told
from sms_lint.evidence.judgement import Judgement, Judgements
from sms_lint.evidence.selection import Selection
from sms_lint.ground.source import Section
from sms_lint.model.catalogue import Catalogue, Criterion, DocumentedInformation, Form, Obligation
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms


class Criteria:
    """Looks at the ways of obligations; reads the system once."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._held = sms.once(holdings)
        self._selection = sms.once(Selection)
        self.judged = Judgements(sms)

    def of(
        self, obligation: Obligation, book: Catalogue, claims: Iterable[Claim]
    ) -> tuple[CriterionState, ...]:
        """Every way of an obligation with how it stands; `claims` are those that name it or its clause."""
        case = _Case(self, obligation, book, tuple(claims))
        return tuple(_LOOKS[way.form](case, way) for way in obligation.shown)

    def judgement(self, case: "_Case", way: Criterion) -> CriterionState:
        """Whether a person has judged it, lately and in full."""
        if way.judged_by is None:
            raise AssertionError("BUG: a way without a judge was asked for its judgement")
        judgement = self.judged.latest(case.obligation, way.judged_by, case.book)
        if judgement is None:
            return CriterionState(
                way, "missing", f"nobody has judged it yet; to be judged by the {way.judged_by}"
            )
        state = judgement.state(self._sms, limit_of(self._sms, way))
        return CriterionState(way, state, f"{judgement.node.id}: {judgement.told}", judgement.node)

    def counts(self, judgement: Judgement, way: Criterion) -> bool:
        """Whether a judgement is full and not too old."""
        return judgement.state(self._sms, limit_of(self._sms, way)) == "met"

    def entries(self, case: "_Case", way: Criterion) -> CriterionState:
        """Whether there are records that count, and how new the newest is."""
        holding = self._selection.of(way)
        depends, what = case.obligation.trigger == "conditional", f"record of kind {way.kind}{way.terms}"
        if holding is None:
            if (depends or case.has_condition) and self._selection.cases(way) is None:
                return CriterionState(way, "waiting", f"no {what} yet; needed once there is a case")
            return CriterionState(way, "missing", f"there is no {what}")
        # What depends on an event stays shown by the last one, however long ago that was.
        fresh = depends or is_fresh(self._sms, holding.newest, limit_of(self._sms, way))
        return CriterionState(way, "met" if fresh else "old", told(holding, way.terms))

    def provided(self, case: "_Case", way: Criterion) -> CriterionState:
        """Whether the item of documented information is there: a document in force, or records that are it."""
        item = case.book.item(way.target)
        name = item.name if item else way.target
        found = [(day_of(node), node.id) for node in self._provided.get(way.target, ())]
        found += [(held.newest, told(held)) for held in self._holdings_of(item)] if not found else []
        if found:
            limit = limit_of(self._sms, way)
            counts = [one for day, one in found if limit is None or is_fresh(self._sms, day, limit)]
            if counts:
                return CriterionState(way, "met", f"{name}: {', '.join(counts)}")
            newest = max((day for day, _ in found if day), default="no day")
            return CriterionState(way, "old", f"{name}: the newest is of {newest}, and older than {limit}")
        if item and item.conditional:
            return CriterionState(way, "waiting", f"{name}: not needed unless {item.when}")
        return CriterionState(way, "missing", f"no document in force provides `{way.target}`")

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


class _Case:
    """An obligation that is being looked at."""

    def __init__(
        self, ways: Criteria, obligation: Obligation, book: Catalogue, claims: tuple[Claim, ...]
    ) -> None:
        self.ways, self.obligation, self.book, self.claims = ways, obligation, book, claims

    @property
    def has_condition(self) -> bool:
        """Whether its whole clause holds only under a condition, such as that there are suppliers."""
        clause = self.book.clause(self.obligation.clause)
        return clause is not None and clause.applicability.rule == "conditional"


def _section(case: _Case, way: Criterion) -> CriterionState:
    """Whether a document in force that can be the item says where it meets the obligation.

    A section that names the clause says where; a whole document says it only by naming the obligation.
    """
    item = case.book.item(way.target)
    kinds = item.shown_by if item else ()
    claims = [
        claim for claim in case.claims if claim.grade >= Grade.DOCUMENTED and _can_be(claim, way, kinds)
    ]
    for claim in claims:
        if isinstance(claim.part, Section) or claim.ref == case.obligation.id:
            return CriterionState(way, "met", f"{claim.node.id}: {claim.why}")
    if item and case.ways.is_absent(item):
        return CriterionState(way, "waiting", f"{item.name}: not needed unless {item.when}")
    why = f"no document in force that can be `{way.target}` has a section on it"
    return CriterionState(
        way, "missing", f"{why}; {claims[0].node.id} only names its clause" if claims else why
    )


def _can_be(claim: Claim, way: Criterion, kinds: Iterable[str]) -> bool:
    node = claim.node
    if not isinstance(node, Document | ListedDocument):
        return False
    return way.target in node.provides or (isinstance(node, Document) and node.kind in kinds)


def _rule(_case: _Case, way: Criterion) -> CriterionState:
    """Findings are made above this floor: the rule speaks for itself at every check."""
    return CriterionState(way, "met", f"checked by the rule {way.target} at every check")


_LOOKS: Mapping[Form, Callable[[_Case, Criterion], CriterionState]] = {
    "document": lambda case, way: case.ways.provided(case, way),
    "section": _section,
    "records": lambda case, way: case.ways.entries(case, way),
    "register": lambda case, way: case.ways.entries(case, way),
    "rule": _rule,
    "judged_by": lambda case, way: case.ways.judgement(case, way),
}
