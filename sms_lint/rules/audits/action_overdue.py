"""An action that was decided on is overdue.

Corrective actions, improvements, actions of management reviews and self-assessments, treatments of risks and
opportunities, and rows of a table of actions in a report have a day by which they are done. Once it has passed, nobody
works towards it, and the fault or the risk remains. It is an error, except for risks, improvements, opportunities and
rows, whose days are the organization's own. A row is done where its day or status says so, such as
`done 2026-09-14`; one that names IMP-01 is judged there.

Bad:

```yaml
nonconformity NC-01:
  status: action_planned
  due: 2026-09-11  # <- action-overdue
```

Good:

```yaml
nonconformity NC-01:
  status: action_planned
  due: 2026-12-11
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import not_reviewed, overdue, review_actions
from sms_lint.system.sms import Sms
from sms_lint.system.table_actions import table_actions

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1", "20000-1:10.2", "20000-1:9.3", "20000-1:6.1.3"),
    help="carry the action out and say when, or agree a new day and say why",
    aliases=(
        "nonconformity-overdue",
        "improvement-overdue",
        "review-action-overdue",
        "self-assessment-action-overdue",
        "risk-treatment-overdue",
        "opportunity-overdue",
    ),
    kinds=("nonconformity", "improvement", "management-review", "self-assessment", "risk", "opportunity"),
)
_NONCONFORMITY = RULE.part("nonconformity-overdue", clauses=("20000-1:10.1.1",))
_IMPROVEMENT = RULE.part(
    "improvement-overdue",
    severity="warning",
    clauses=("20000-1:10.2",),
    help="carry it out and say when, or agree a new day and say why",
)
_REVIEW = RULE.part(
    "review-action-overdue",
    clauses=("20000-1:9.3",),
    help="carry it out and say so, or have top management agree a new day",
)
_ASSESSMENT = RULE.part(
    "self-assessment-action-overdue",
    clauses=("20000-1:10.2",),
    help="finish the action and judge the clause again, or agree a new day and say why",
)
_TREATMENT = RULE.part(
    "risk-treatment-overdue",
    severity="warning",
    clauses=("20000-1:6.1.3",),
    help="carry the treatment out and judge it, or agree a new day and say why",
)
_OPPORTUNITY = RULE.part(
    "opportunity-overdue",
    severity="warning",
    clauses=("20000-1:6.1.3",),
    help="take the opportunity and judge the effect, reject it, or agree a new day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at everything that was decided with a day."""
    yield from _nonconformity(sms)
    yield from _improvement(sms)
    yield from _review(sms)
    yield from _assessment(sms)
    yield from _treatment(sms)
    yield from _opportunity(sms)
    yield from _tables(sms)


def _nonconformity(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for nonconformities whose action is not done."""
    for late in overdue(sms, "nonconformity", "action"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        when = f"{late.day}, {ago(late.day, sms.today)}{missed}"
        message = f"the corrective action of {late.entry.id} was due on {when}"
        yield _NONCONFORMITY.about(late.entry, late.field, message)


def _improvement(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for improvements that were approved and are not carried out."""
    for late in overdue(sms, "improvement", "action"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        message = f"{late.entry.id} was due on {late.day}, {ago(late.day, sms.today)}{missed}"
        yield _IMPROVEMENT.about(late.entry, late.field, message)


def _review(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each open action with today."""
    for review, index, action in review_actions(sms):
        if action.due < sms.today:
            message = (
                f"action {action.id} of {review.id} was due on {action.due}, {ago(action.due, sms.today)}"
            )
            yield _REVIEW.about(review, ("actions", index, "due"), message)


def _assessment(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for the latest self-assessment of each clause."""
    for late in overdue(sms, "self-assessment", "action"):
        entry, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"the action of {entry.id} on {entry.text('clause')} was due on {when}"
        yield _ASSESSMENT.about(late.entry, late.field, message)


def _treatment(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for open risks that are to be treated."""
    for late in overdue(sms, "risk", "treatment"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        message = (
            f"the treatment of {late.entry.id} was due on {late.day}, {ago(late.day, sms.today)}{missed}"
        )
        yield _TREATMENT.about(late.entry, late.field, message)


def _opportunity(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for opportunities that are neither taken nor rejected."""
    for late in overdue(sms, "opportunity", "action"):
        entry, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{entry.id} was to be taken by {when}, and is still {entry.text('status')}"
        yield _OPPORTUNITY.about(late.entry, late.field, message)


def _tables(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each row of a table of actions with today; a row without a day is left alone."""
    for action in table_actions(sms):
        if action.day and action.day < sms.today and not action.carried_by:
            when = f"{action.day}, {ago(action.day, sms.today)}"
            message = f"action {action.number} in a table of {action.node.id} was due on {when}"
            yield RULE.finding(
                action.at,
                message,
                node=action.node.id,
                severity="warning",
                clauses=("20000-1:9.4",),
                help="carry it out and write `done` with the day, or agree a new day",
            )
