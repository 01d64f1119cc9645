"""The way back from a change with major impact was not tried out.

A plan for reversal that was never tried is a hope. Where a failure would hit customers hard, the minutes lost
with a way back that does not work are the outage.

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
    major_impact: yes
    route: design_transition
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
    reversal_tested: no  # <- reversal-not-tested
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
    major_impact: yes
    route: design_transition
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
    reversal_tested: yes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DECIDED
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="try the reversal where there is a copy to try it on, and write `reversal_tested: yes`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is approved or carried out."""
    for change in sms.entries("change"):
        tested = change.text("reversal_tested") == "yes"
        if change.text("major_impact") == "yes" and change.text("status") in DECIDED and not tested:
            message = f"{change.id} could have a major impact, and its plan for reversal was not tested"
            yield RULE.about(change, "reversal_tested", message)
