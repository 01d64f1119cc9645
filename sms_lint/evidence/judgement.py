"""The judgements that persons have made: self-assessments, and internal audits of a clause."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sms_lint.evidence.grade import CriterionOutcome
from sms_lint.ground.durations import Duration
from sms_lint.ground.substance import says_nothing
from sms_lint.model.catalogue import Catalogue, Judge, Obligation
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms

_NONCONFORMING = frozenset({"major", "minor"})


@dataclass(frozen=True)
class Judgement:
    """A judgement on an obligation, by whom and when; `short` says why it is not fully met, if so."""

    node: Node
    day: date
    by: str
    every: Duration | None = None
    short: str = ""

    @property
    def told(self) -> str:
        """The judgement in a sentence, without its id."""
        said = f"judged on {self.day} by {self.by}"
        return f"{said}; {self.short}" if self.short else said

    def state(self, sms: Sms, limit: Duration | None) -> CriterionOutcome:
        """How the judgement counts today; the shorter of the catalogue's interval and its own is the limit."""
        if self.short:
            return "short"
        limits = [duration for duration in (limit, self.every) if duration] or [sms.config.evidence.fresh]
        return "met" if all(sms.today <= duration.after(self.day) for duration in limits) else "old"


class Judgements:
    """The judgements of a system, found by obligation."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._said: dict[str, list[SelfAssessment]] = defaultdict(list)
        for assessment in sms.records(SelfAssessment):
            if assessment.assessed_at <= sms.today:
                self._said[assessment.clause].append(assessment)
        self._audits: dict[str, list[AuditReport]] = defaultdict(list)
        for report in sms.all(AuditReport):
            if report.date <= sms.today:
                for ref in report.clauses_covered:
                    self._audits[ref].append(report)

    def partial(self, obligation: Obligation) -> SelfAssessment | None:
        """The latest self-assessment of an obligation, else of its clause, if it says that it is not fully met."""
        said = self._said.get(obligation.id, ()) or self._said.get(obligation.clause, ())
        latest = max(said, key=lambda assessment: assessment.assessed_at, default=None)
        return latest if latest and latest.conformity != "full" else None

    def latest(self, obligation: Obligation, judge: Judge, book: Catalogue) -> Judgement | None:
        """The latest judgement of an obligation by somebody who may judge it."""
        judgements = [
            Judgement(
                assessment,
                assessment.assessed_at,
                assessment.assessed_by,
                assessment.every,
                _shortfall(assessment),
            )
            for ref in (obligation.id, obligation.clause)
            for assessment in self._said.get(ref, ())
            if judge != "top management" or assessment.assessed_by in self._sms.top_management
        ]
        if judge == "internal auditor":
            judgements += self._audited(obligation, book)
        return max(judgements, key=lambda judgement: judgement.day, default=None)

    def _audited(self, obligation: Obligation, book: Catalogue) -> Iterator[Judgement]:
        """Audits of the obligation, its clause, or a clause above, which cover what is below."""
        clause = book.clause(obligation.clause)
        above = book.ancestors(clause) if clause else ()
        for ref in (obligation.id, obligation.clause, *(ancestor.id for ancestor in above)):
            for report in self._audits.get(ref, ()):
                yield Judgement(report, report.date, "internal audit", None, self._found(report, obligation))

    def _found(self, report: AuditReport, obligation: Obligation) -> str:
        """Why an audit does not count here: it names no evidence, or its nonconformity is still open."""
        if not _is_evidence(report.evidence):
            return "its evidence says nothing"
        for audit_finding in report.findings:
            if audit_finding.grade in _NONCONFORMING and audit_finding.clause in (
                obligation.id,
                obligation.clause,
            ):
                raised = self._sms.record(Nonconformity, audit_finding.nonconformity)
                if raised is None or raised.status != "closed":
                    return f"finding {audit_finding.finding_id} is not closed"
        return ""


def _shortfall(assessment: SelfAssessment) -> str:
    if assessment.conformity != "full":
        return f"judged as {assessment.conformity}: {assessment.justification}"
    said = not says_nothing(assessment.justification) and _is_evidence(assessment.evidence)
    return "" if said else "its justification or evidence says nothing"


def _is_evidence(texts: Sequence[str]) -> bool:
    return any(not says_nothing(text) for text in texts)
