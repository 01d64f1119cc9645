"""A configuration item names a change that did not alter it.

From the item one finds the change that last altered it, from the change the items that it altered. If the
change does not know the item, or was never carried out, the trail breaks at the point where an auditor
follows it.

Bad:

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
    last_change: CHG-2026-0001  # <- ci-last-change-differs
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
    status: closed
    approved_at: 2026-08-03
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10
    planned_end: 2026-08-10
    actual_end: 2026-08-10
    outcome: success
    review_at: 2026-08-20
    review_result: As wanted
    affected_cis: [CI-MAIL-02]
```

Good:

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
    last_change: CHG-2026-0001
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
    status: closed
    approved_at: 2026-08-03
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10
    planned_end: 2026-08-10
    actual_end: 2026-08-10
    outcome: success
    review_at: 2026-08-20
    review_result: As wanted
    affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.6",
        "20000-1:8.5.1.3",
    ),
    help="name the change that altered the item, or add the item to `affected_cis` of the change",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the change that each item names; one that is not there is missed elsewhere."""
    changes = sms.by_id("change")
    for item in sms.entries("ci"):
        change = changes.get(item.text("last_change"))
        if change is None:
            continue
        if item.id not in change.texts("affected_cis"):
            message = f"{item.id} names {change.id}, which does not list it among its configuration items"
            yield RULE.about(item, "last_change", message)
        elif change.text("outcome") != "success":
            state = change.text("outcome").replace("_", " ") or "not carried out"
            message = f"{item.id} names {change.id} as its last change, which was {state}"
            yield RULE.about(item, "last_change", message)
