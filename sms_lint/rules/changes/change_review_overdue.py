"""A change was carried out, and its effect was never reviewed, or only long afterwards.

The review asks whether the change gave what was wanted and what it broke. Weeks later nobody remembers, the
same mistake is made with the next change, and the register fills with changes that are neither open nor
finished.

Bad:

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001  # <- change-review-overdue
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
```

Good:

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: closed
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    review_at: 2026-08-20
    review_result: As wanted
    affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DONE, FAILED
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help=(
        "review the change and enter `review_at` and `review_result`, or put the date right; the limit is "
        "`change_review`, or `urgent_review` for emergencies and failures, in the settings"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the review, or today where there was none, with the end of the work."""
    intervals = sms.config.intervals
    for change in sms.entries("change"):
        urgent = change.text("category") == "emergency" or change.text("outcome") in FAILED
        limit = intervals.urgent_review if urgent else intervals.change_review
        ended, reviewed = change.day("actual_end"), change.day("review_at")
        day = reviewed or sms.today
        unsaid = (
            reviewed is None and change.text("status") == "closed"
        )  # its own fields say that it is missing
        if change.text("status") not in DONE or ended is None or unsaid:
            continue
        if not limit.after(ended) < day <= sms.today:
            continue
        said = f"was reviewed on {reviewed}, not" if reviewed else "has not been reviewed, which was due"
        severity = "warning" if reviewed else RULE.severity
        message = f"{change.id} ended on {ended} and {said} within {limit}"
        yield RULE.finding(change.at("review_at"), message, node=change.id, severity=severity)
