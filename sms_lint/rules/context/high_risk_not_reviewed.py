"""The latest management review does not mention a risk of high priority.

Results of risk assessment are an input of every management review. Top management can only provide means
against the gravest risks if it hears of each of them. A risk that was first recorded after the review is left
to the next one.

Bad:

```yaml records/registers/risk.yml
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-01  # <- high-risk-not-reviewed
    title: Storage fills
    category: availability
    customer_impact: Hosting stops.
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
    raised: 2026-03-01
```

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-10-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: All six actions of the last review were done by March.
  changed_issues: Energy will be nine per cent dearer from January on.
  performance: Four nonconformities, 18 of 27 measurements on target, one audit finding.
  improvement_opportunities: Twelve more knowledge articles would relieve the second line.
  customer_feedback: The index is 82, and there were four complaints.
  policy_adherence: All three policies are followed and fit their purpose.
  objectives: One objective is a point short of its target.
  service_performance: 29 of 32 targets were met in the quarter.
  other_parties: The carrier met 23 of 24 targets this quarter.
  resources: 58 people, money two per cent over the budget.
  risks: Nine risks are known, and two treatments have worked.
  sms_changes: A new storage platform will come in June 2027.
decisions_improvement: Twelve articles are written.
decisions_sms_change: None.
actions: []
approved_by: managing-director
```

Good:

```yaml records/registers/risk.yml
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-01
    title: Storage fills
    category: availability
    customer_impact: Hosting stops.
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
    raised: 2026-03-01
```

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-10-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: All six actions of the last review were done by March.
  changed_issues: Energy will be nine per cent dearer from January on.
  performance: Four nonconformities, 18 of 27 measurements on target, one audit finding.
  improvement_opportunities: Twelve more knowledge articles would relieve the second line.
  customer_feedback: The index is 82, and there were four complaints.
  policy_adherence: All three policies are followed and fit their purpose.
  objectives: One objective is a point short of its target.
  service_performance: 29 of 32 targets were met in the quarter.
  other_parties: The carrier met 23 of 24 targets this quarter.
  resources: 58 people, money two per cent over the budget.
  risks: RSK-01 is rated 12 and is going to be 4 once there is more storage.
  sms_changes: A new storage platform will come in June 2027.
decisions_improvement: Twelve articles are written.
decisions_sms_change: None.
actions: []
approved_by: managing-director
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.3",),
    help="speak of the risk in the next management review, and name it by its id",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the id of each open risk of high priority anywhere in the minutes of the latest review."""
    latest = max(sms.all(ManagementReview), key=lambda node: node.date, default=None)
    if latest is None or ManagementReview.KIND.name in sms.hidden:
        return
    named = ids_in(latest.origin.file.text)
    for entry in sms.entries("risk"):
        known = entry.day("raised") or entry.day("reviewed_at")
        grave = entry.text("priority") == "high" and entry.text("status") == "open"
        due = entry.day("due")  # where the treatment is overdue, that is said instead
        if (
            grave
            and known
            and known <= latest.date
            and not (due and due < sms.today)
            and entry.id not in named
        ):
            message = f"{entry.id} is of priority high, but {latest.id} of {latest.date} does not mention it"
            yield RULE.about(entry, "id", message)
