"""A change that is still to be carried out touches a configuration item that is retired.

Either the item is in use and the register is wrong, or the change was planned on an old list and will be
carried out on something that is not there, while what took its place is not on the list.

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
    planned_end: 2026-08-10T20:00
    affected_cis: [CI-MAIL-01]  # <- change-of-retired-ci
```

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
    status: retired
    verified_at: 2026-09-30
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
    status: approved
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    affected_cis: [CI-MAIL-01]
```

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
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
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
    help="name the items that the change will touch in `affected_cis`, or put the status of the item right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at changes asked for or approved; those carried out may have been what retired the item."""
    states = {item.id: item.text("status") for item in sms.entries("ci")}
    for change in sms.entries("change"):
        gone = [name for name in change.texts("affected_cis") if states.get(name) == "retired"]
        if gone and change.text("status") in ("requested", "approved"):
            verb = "is" if len(gone) == 1 else "are"
            message = f"{change.id} is still to be carried out on {listed(gone)}, which {verb} retired"
            yield RULE.about(change, "affected_cis", message)
