"""Top management has not reviewed the system in time.

The management review is where top management sees how the system works and decides. It is held within
`intervals.management_review` of the settings.

Bad:

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2025-07-14  # <- management-review-overdue
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
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="hold the review and record its minutes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest review; none at all is missed elsewhere."""
    for late in overdue(sms, "management-review", "review"):
        message = f"the management review after {late.entry.id} was due by {late.day}"
        yield RULE.about(late.entry, late.field, message)
