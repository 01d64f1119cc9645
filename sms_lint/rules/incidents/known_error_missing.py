"""A problem is a known error and nobody is told how to live with it.

As long as the cause is not taken away, those who handle incidents need to know how to recognise it and what
helps.

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
    status: known_error  # <- known-error-missing
```

```yaml records/registers/known-error.yml
kind: known-error
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-02
    description: Machines stop writing
    workaround: Remove old snapshots
    services: [SVC-CLOUD]
    status: open
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
    status: known_error
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
    status: open
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
    help="add an entry with its workaround to the known error register",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the entry of each problem of that state."""
    if "known-error" in sms.hidden:
        return
    told = {entry.text("problem") for entry in sms.entries("known-error")} | sms.unread
    for problem in sms.entries("problem"):
        if problem.text("status") == "known_error" and problem.id not in told:
            message = f"{problem.id} is a known error, but no entry of the known error register is about it"
            yield RULE.about(problem, "status", message)
