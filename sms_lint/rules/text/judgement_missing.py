"""What only a person can judge was judged too long ago, or never.

No record shows by itself that leadership is lived, or that people know what follows when a rule is not kept. The
catalogue names who judges such an obligation and how often. What the internal auditor is to judge is left alone where
the audit programme covers it. Where something is written but nobody has judged it, nobody knows whether it is true.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
catalogues: [iso-iec-20000-1-2018]  # <- judgement-missing
```

```yaml
plan PLN-SMP:
  lifecycle: active
  provides: [service-management-plan]
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
catalogues: [iso-iec-20000-1-2018]
```

```yaml
plan PLN-SMP:
  lifecycle: active
  provides: [service-management-plan]
self-assessment SA-01:
  clause: 20000-1:5.1-b
  conformity: full
  assessed_at: 2026-09-15
  every: 12 months
```
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sms_lint.evidence import CriterionState, Graded, grade_all
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.model.kinds.evaluation import AuditProgramme
from sms_lint.model.kinds.organisation import Role
from sms_lint.model.node import Document, Node
from sms_lint.system.deadlines import overdue
from sms_lint.system.lost_fields import is_lost
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="judge it and enter a self-assessment, or let the internal audit cover it",
    gap=True,
)
# Who judged what; and, among the roles, who is top management.
_JUDGEMENTS = frozenset({"self-assessment", "audit-report", "audit-programme", "role"})
# The fields that say what was judged.
_JUDGED = ((AuditProgramme, "scope"), (SelfAssessment, "clause"))


def check(sms: Sms) -> Iterator[Finding]:
    """Report each clause once where nobody has judged, and each judgement once that is too old."""
    lost = sms.hidden
    documents = (kind for kind, model in sms.kinds.items() if issubclass(model, Document))
    if any(is_lost(sms, *where) for where in _JUDGED) or not lost.isdisjoint((*_JUDGEMENTS, *documents)):
        return  # nobody knows what was judged
    left = _said_elsewhere(sms)
    stale: dict[str, tuple[Node, list[str]]] = {}
    outdated = {late.entry.id for late in overdue(sms, SelfAssessment.KIND.name, "assessment")}
    for clause, group in groupby(grade_all(sms).values(), key=lambda graded: graded.clause.id):
        asked: dict[str, list[str]] = {}
        for graded, state in _judged(group):
            if left.isdisjoint((state.criterion.target, *_names(sms, graded, state))):
                if state.node is None:
                    asked.setdefault(state.criterion.target, []).append(graded.obligation.id)
                elif state.state == "old" and state.node.id not in outdated:  # otherwise reported as such
                    stale.setdefault(state.node.id, (state.node, []))[1].append(graded.obligation.id)
        if asked and clause not in sms.unread:
            yield _not_judged(sms, clause, asked)
    for node, refs in stale.values():
        message = f"{node.id} is the last judgement of {listed(refs)}, but is too old to count"
        yield RULE.about(node, "id", message)


def _not_judged(sms: Sms, clause: str, asked: Mapping[str, Sequence[str]]) -> Finding:
    told = "; ".join(f"{_the(judge)} has not judged {listed(refs)}" for judge, refs in asked.items())
    message = f"{clause}: {told}"
    return RULE.finding(sms.settings.at("catalogues"), message, node=clause, clauses=(clause,))


def _the(judge: str) -> str:
    return judge if judge == "top management" else f"the {judge}"


def _said_elsewhere(sms: Sms) -> set[str]:
    """What is left alone: a judge whom nobody has named, clauses judged on a day that has not come, planned audits."""
    # Whose `top_management` cannot be read may be the one who has judged.
    known = sms.top_management and not is_lost(sms, Role, "top_management")
    nobody = set() if known else {"top management"}
    ahead = {
        assessment.clause for assessment in sms.records(SelfAssessment) if assessment.assessed_at > sms.today
    }
    planned = {f"audit {ref}" for audit in sms.records(AuditProgramme) for ref in audit.scope}
    return nobody | ahead | planned


def _judged(group: Iterable[Graded]) -> Iterator[tuple[Graded, CriterionState]]:
    """What only waits for a person's judgement; where more is missing, that comes first."""
    for graded in group:
        if not any(state.is_lacking for state in graded.criteria if not state.criterion.judged_by):
            yield from ((graded, state) for state in graded.criteria if state.criterion.judged_by)


def _names(sms: Sms, graded: Graded, state: CriterionState) -> Iterator[str]:
    """The obligation and its clause; for the auditor, also as an audit names them, or a clause above."""
    yield from (graded.obligation.id, graded.clause.id)
    if state.criterion.judged_by == "internal auditor":
        above = [
            up.id
            for book in sms.catalogues
            if book.clause(graded.clause.id)
            for up in book.ancestors(graded.clause)
        ]
        yield from (f"audit {ref}" for ref in (graded.obligation.id, graded.clause.id, *above))
