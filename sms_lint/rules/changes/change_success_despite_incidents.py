"""A change counts as a success, caused incidents, and its review does not mention them.

What a change breaks belongs to its result. If the review passes over the incidents, the success rate looks
better than users found it, and nothing is learned for the next change of this sort.

Bad:

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
    review_result: As wanted  # <- change-success-despite-incidents
    affected_cis: [CI-MAIL-01]
    caused_incidents: [INC-2026-0001]
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
    review_result: As wanted; the reason for INC-2026-0001 is now in the checklist
    affected_cis: [CI-MAIL-01]
    caused_incidents: [INC-2026-0001]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="name the incidents in `review_result` with what follows from them, or put `outcome` right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the ids of the incidents in the review, once there is one."""
    for change in sms.entries("change"):
        review = change.text("review_result")
        silent = [name for name in change.texts("caused_incidents") if name not in review]
        if silent and review and change.text("outcome") == "success":
            message = f"{change.id} counts as a success, but caused {listed(silent)}, and its review does not say so"
            yield RULE.about(change, "review_result", message)
