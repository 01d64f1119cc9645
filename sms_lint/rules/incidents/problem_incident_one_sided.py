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

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.3", "20000-1:8.6.1"),
    help="name the problem in the incident, or take the incident off the list",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each incident that a problem lists; one that names a problem which does not list it is told there."""
    problems = {entry.id: set(entry.texts("related_incidents")) for entry in sms.entries("problem")}
    named = {entry.id: entry.text("problem") for entry in sms.entries("incident")}
    told = {name for name, problem in named.items() if problem in problems and name not in problems[problem]}
    for entry in sms.entries("problem"):
        listing = [name for name in entry.texts("related_incidents") if name not in told]
        lost = [name for name in listing if named.get(name, entry.id) != entry.id]
        if lost:
            verb = "does" if len(lost) == 1 else "do"
            message = f"{entry.id} lists {listed(lost)}, which {verb} not name it"
            number = entry.texts("related_incidents").index(lost[0])
            yield RULE.about(entry, ("related_incidents", number), message)
