"""An emergency release carries no emergency change, or an emergency change goes live with another release.

Release and change are of one category: an emergency release takes a shorter plan because its change cannot
wait. With a normal change in it, the short plan had no reason; the other way round, one of the two records is
wrong.

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
    type: emergency  # <- release-type-differs
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
    type: emergency
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
    category: emergency
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

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.1",
    ),
    help="put `type` of the release or `category` of the change right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the type of each release with the categories of its changes."""
    categories: dict[str, dict[str, bool]] = {}
    for release, change in carried(sms, "release"):
        categories.setdefault(release.id, {})[change.id] = change.text("category") == "emergency"
    for release in sms.entries("release"):
        changes = categories.get(release.id, {})
        urgent = [name for name, is_urgent in changes.items() if is_urgent]
        is_emergency = release.text("type") == "emergency"
        if not changes or is_emergency == bool(urgent) or release.text("status") == "cancelled":
            continue
        carries = (
            f"the emergency change {listed(urgent)}" if urgent else f"only {listed(changes)}, no emergency"
        )
        message = f"{release.id} is of type {release.text('type')}, but carries {carries}"
        yield RULE.about(release, "type", message)
