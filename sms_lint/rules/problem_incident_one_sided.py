"""A problem lists an incident that does not name the problem.

A problem that lists incidents which lead elsewhere counts what it did not cause, and hides what it did.

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
    problem: PRB-02
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
    related_incidents: [INC-01]  # <- problem-incident-one-sided
    root_cause: Snapshots grew twice as fast as data
    root_cause_date: 2026-08-27
    actions: Two warnings
    status: known_error
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
"""

from collections.abc import Iterator

from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms
from sms_lint.wording import listed

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.3", "20000-1:8.6.1"),
    help="name the problem in the incident, or take the incident off the list",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each incident that a problem lists."""
    named = {entry.id: entry.text("problem") for entry in sms.entries("incident")}
    for problem in sms.entries("problem"):
        lost = [one for one in problem.texts("related_incidents") if named.get(one, problem.id) != problem.id]
        if lost:
            verb = "does" if len(lost) == 1 else "do"
            message = f"{problem.id} lists {listed(lost)}, which {verb} not name it"
            yield RULE.finding(problem.at("related_incidents"), message, node=problem.id)
