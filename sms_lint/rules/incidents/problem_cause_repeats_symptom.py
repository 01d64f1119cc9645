"""The root cause of a problem says again what goes wrong.

A cause answers why it happens. Where it repeats the title, the next fix mends the symptom once more.

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
    root_cause: The storage pool fills unnoticed  # <- problem-cause-repeats-symptom
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

from sms_lint.ground.substance import only_repeats
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="ask why it happens, until the answer is something that can be changed",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and title."""
    for problem in sms.entries("problem"):
        cause = problem.text("root_cause")
        if cause and only_repeats(cause, problem.text("title")):
            message = f"the root cause of {problem.id} says what its title says"
            yield RULE.about(problem, "root_cause", message)
