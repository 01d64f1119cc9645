"""The judgements that persons have made: self-assessments, and what internal audits say of a clause."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sms_lint.evidence.grade import CriterionOutcome
from sms_lint.ground.durations import Duration
from sms_lint.ground.substance import says_nothing
from sms_lint.model.catalogue import Catalogue, Judge, Obligation
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.model.kinds.evaluation import AuditReport, AuditResult
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
        self._results: dict[str, list[tuple[AuditReport, AuditResult]]] = defaultdict(list)
        self._covered: dict[str, list[AuditReport]] = defaultdict(list)
        for report in sms.all(AuditReport):
            if report.date <= sms.today:
                for result in report.results:
                    self._results[result.judged].append((report, result))
                for ref in report.clauses_covered:
                    self._covered[ref].append(report)

    def partial(self, obligation: Obligation) -> SelfAssessment | None:
        """The latest self-assessment of an obligation, else of its clause, if it says that it is not fully met."""
        said = self._said.get(obligation.id, ()) or self._said.get(obligation.clause, ())
        latest = max(said, key=lambda assessment: assessment.assessed_at, default=None)
        return latest if latest and latest.conformity != "full" else None

    def latest(self, obligation: Obligation, judge: Judge) -> Judgement | None:
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
            judgements += self._audited(obligation)
        return max(judgements, key=lambda judgement: judgement.day, default=None)

    def covering(self, obligation: Obligation, book: Catalogue) -> AuditReport | None:
        """The latest audit that covered an obligation and says nothing of what it found there.

        It names the obligation, its clause or a clause above, as a whole. That proves nothing: what was not said was
        not judged.
        """
        clause = book.clause(obligation.clause)
        above = book.ancestors(clause) if clause else ()
        refs = (obligation.id, obligation.clause, *(ancestor.id for ancestor in above))
        reports = [report for ref in refs for report in self._covered.get(ref, ())]
        return max(reports, key=lambda report: report.date, default=None)

    def _audited(self, obligation: Obligation) -> Iterator[Judgement]:
        """Audits that say what they found of the obligation, or of its clause; what says more of it counts alone."""
        said = self._results.get(obligation.id, ())
        reported = {report.id for report, _ in said}
        for report, result in (*said, *self._results.get(obligation.clause, ())):
            closer = result.judged == obligation.id
            if result.result != "not examined" and (closer or report.id not in reported):
                yield Judgement(
                    report, report.date, "internal audit", None, self._shortfall(report, result, obligation)
                )

    def _shortfall(self, report: AuditReport, result: AuditResult, obligation: Obligation) -> str:
        """Why a result does not count: it names no evidence, or what did not conform is not put right."""
        if not _is_evidence(result.evidence):
            return "its evidence says nothing"
        named = (obligation.id, obligation.clause)
        findings = [
            found for found in report.findings if found.grade in _NONCONFORMING and found.clause in named
        ]
        for found in findings:
            raised = self._sms.record(Nonconformity, found.nonconformity)
            if raised is None or raised.status != "closed":
                return f"finding {found.finding_id} is not closed"
        return "" if findings or result.result == "conforms" else "it does not conform"


def _shortfall(assessment: SelfAssessment) -> str:
    if assessment.conformity != "full":
        return f"judged as {assessment.conformity}: {assessment.justification}"
    said = not says_nothing(assessment.justification) and _is_evidence(assessment.evidence)
    return "" if said else "its justification or evidence says nothing"


def _is_evidence(texts: Sequence[str]) -> bool:
    return any(not says_nothing(text) for text in texts)
