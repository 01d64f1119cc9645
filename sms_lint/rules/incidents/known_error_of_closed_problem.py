"""A known error is open although its problem is closed.

Users and the service desk go on using a workaround that is not needed any more.

Bad:

```yaml records/registers/incident.yml
kind: incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    opened_at: 2026-08-18T09:20
    category: storage
    impact: high
    urgency: high
    priority: P1
    major: yes
    status: closed
    resolved_at: 2026-08-18T12:30
    closed_at: 2026-08-20T09:00
    problem: PRB-01
```

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
    status: closed
    resolved_at: 2026-09-19
    closed_at: 2026-10-19
```

```yaml records/registers/known-error.yml
kind: known-error
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Machines stop writing
    workaround: Remove old snapshots
    services: [SVC-CLOUD]
    status: open  # <- known-error-of-closed-problem
    published_at: 2026-08-27
```

Good:

```yaml records/registers/incident.yml
kind: incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    opened_at: 2026-08-18T09:20
    category: storage
    impact: high
    urgency: high
    priority: P1
    major: yes
    status: closed
    resolved_at: 2026-08-18T12:30
    closed_at: 2026-08-20T09:00
    problem: PRB-01
```

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
    status: closed
    resolved_at: 2026-09-19
    closed_at: 2026-10-19
```

```yaml records/registers/known-error.yml
kind: known-error
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Machines stop writing
    workaround: Remove old snapshots
    services: [SVC-CLOUD]
    status: closed
    closed_at: 2026-09-19
    published_at: 2026-08-27
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="close the known error, or open the problem again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the problem of each open known error."""
    closed = {
        entry.id: entry.day("closed_at")
        for entry in sms.entries("problem")
        if entry.text("status") == "closed"
    }
    for entry in sms.entries("known-error"):
        problem = entry.text("problem")
        if entry.text("status") == "open" and problem in closed and not entry.text("closed_at"):
            message = f"{entry.id} is open, but {problem} was closed on {closed[problem]}"
            yield RULE.about(entry, "status", message)
