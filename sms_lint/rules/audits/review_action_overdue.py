"""An action of a management review is overdue.

What top management has decided is done by its day, or top management hears why not.

Bad:

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-07-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A1, what: Find a platform, owner: change-manager, due: 2026-09-11, status: open}  # <- review-action-overdue
approved_by: managing-director
```

Good:

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-07-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A1, what: Find a platform, owner: change-manager, due: 2026-12-11, status: open}
approved_by: managing-director
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="carry it out and say so, or have top management agree a new day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each open action with today."""
    for review in sms.all(ManagementReview):
        for index, action in enumerate(review.actions):
            if action.status == "open" and action.due < sms.today:
                message = (
                    f"action {action.id} of {review.id} was due on {action.due}, {ago(action.due, sms.today)}"
                )
                yield RULE.about(review, ("actions", index, "due"), message)
