"""A problem is resolved although a change that resolves it is not carried out.

The cause is taken away once the change is done, not once it is asked for. A rejected change does not count.

Bad:

```yaml records/registers/problem.yml
kind: problem
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PRB-01
    title: Storage pool fills unnoticed
    opened_at: 2026-08-19
    source: incident
    category: capacity
    priority: high
    owner: incident-manager
    related_incidents: [INC-01]
    root_cause: Snapshots grew twice as fast as data
    root_cause_date: 2026-08-27
    actions: Two warnings
    status: resolved  # <- problem-resolved-by-open-change
    resolved_at: 2026-09-19
    change: [CHG-01]
```

```yaml records/registers/change.yml
kind: change
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-01
    title: Another shelf
    requested_by: P-003
    requested_at: 2026-08-19
    category: normal
    major_impact: no
    route: change
    reason: Pool is full
    risk: Low
    benefit: Space
    feasibility: Yes
    cost: £14,000
    impact_services: [SVC-CLOUD]
    impact_parties: None
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: More space
    status: requested
    reversal_plan: Take it out
    planned_start: 2026-11-19
    planned_end: 2026-11-20
    affected_cis: [CI-01]
```

Good:

```yaml records/registers/problem.yml
kind: problem
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PRB-01
    title: Storage pool fills unnoticed
    opened_at: 2026-08-19
    source: incident
    category: capacity
    priority: high
    owner: incident-manager
    related_incidents: [INC-01]
    root_cause: Snapshots grew twice as fast as data
    root_cause_date: 2026-08-27
    actions: Two warnings
    status: known_error
    change: [CHG-01]
```

```yaml records/registers/change.yml
kind: change
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-01
    title: Another shelf
    requested_by: P-003
    requested_at: 2026-08-19
    category: normal
    major_impact: no
    route: change
    reason: Pool is full
    risk: Low
    benefit: Space
    feasibility: Yes
    cost: £14,000
    impact_services: [SVC-CLOUD]
    impact_parties: None
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: More space
    status: requested
    reversal_plan: Take it out
    planned_start: 2026-11-19
    planned_end: 2026-11-20
    affected_cis: [CI-01]
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
    clauses=("20000-1:8.6.3",),
    help="set the problem back, or enter how the change went",
)


OPEN = frozenset({"requested", "approved"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the changes of each problem that is resolved or closed."""
    states = {entry.id: entry.text("status") for entry in sms.entries("change")}
    for problem in sms.entries("problem"):
        if problem.text("status") not in {"resolved", "closed"}:
            continue
        waiting = [change for change in problem.texts("change") if states.get(change) in OPEN]
        if waiting:
            message = f"{problem.id} is {problem.text('status')}, but {listed(waiting)} is not carried out"
            yield RULE.about(problem, "status", message)
