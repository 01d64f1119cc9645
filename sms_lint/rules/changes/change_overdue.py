"""An approved change should have been carried out by now, and nothing says that it was.

Either it was done and its record was not finished, so that it was never reviewed, or it was put off and its
approval, its tests and the notice to users are out of date.

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
    status: approved
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00  # <- change-overdue
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
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.change_order import carried
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="enter how it went, or plan and announce it again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for approved changes whose planned end has passed; one that went live with a release is said there."""
    released = {change.id for release, change in carried(sms, "release") if release.text("status") in LIVE}
    for late in overdue(sms, "change", "end"):
        change = late.entry
        if change.id not in released:
            when = f"{late.day}, {ago(late.day, sms.today)}"
            yield RULE.about(
                change, late.field, f"{change.id} was to be finished on {when}, and is only approved"
            )
