"""A release went live, and a change that it carries was not carried out by its own record.

Release and change say different things of the same night. Either the change was left out of the release, and
nobody told those who wait for it, or it was made and never reviewed.

Bad:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
```

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
    status: approved  # <- release-change-not-carried-out
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    affected_cis: [CI-MAIL-01]
```

Good:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
```

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

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.3",
    ),
    help="enter in the change how it went, or take it out of `changes` of the release",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the changes of each deployed release that are still only approved."""
    for release, change in carried(sms, "release"):
        if release.text("status") in LIVE and change.text("status") == "approved":
            day = release.day("deployed_at")
            message = f"{change.id} is only approved, but {release.id}, which carries it, went live on {day}"
            yield RULE.about(change, "status", message)
