"""Minutes of a management review were not approved by top management.

The decisions of the review bind the organization only where top management stands by them.

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
  - {id: A1, what: Find a platform, owner: change-manager, due: 2026-12-11, status: open}
approved_by: change-manager  # <- review-approved-below-top-management
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

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="have the minutes approved by a role of top management",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the role with those that count as top management."""
    if not sms.top_management or "role" in sms.hidden:
        return
    for review in sms.all(ManagementReview):
        if review.approved_by in sms.roles and review.approved_by not in sms.top_management:
            message = f"{review.id} was approved by {review.approved_by}, which is not top management"
            yield RULE.about(review, "approved_by", message)
