"""A known error is said to disturb other services than the incidents behind it.

Whoever handles the next incident looks under the service of that incident, and does not find what helps.

Bad:

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KER
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Nothing is printed after a pause
    workaround: Start the queue again
    services: [SVC-MAIL]  # <- known-error-of-another-service
    status: closed
    published_at: 2026-10-20
    fix_release: REL-01
    closed_at: 2026-10-21
```

```yaml records/registers/problem.yml
kind: problem
id: REG-PRB
title: Problems
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PRB-01
    title: Print queues stand still
    opened_at: 2026-10-19
    source: incident
    category: software
    priority: high
    owner: incident-manager
    related_incidents: [INC-01]
    root_cause: The driver of September waits for ink that is there
    root_cause_date: 2026-10-20
    actions: Driver replaced
    status: closed
    resolved_at: 2026-10-21
    closed_at: 2026-10-28
```

```yaml records/registers/incident.yml
kind: incident
id: REG-INC
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Printer queue stands still
    opened_at: 2026-10-18T09:20
    service: SVC-PRINT
    category: software
    priority: P3
    status: closed
    resolved_at: 2026-10-18T12:30
    closed_at: 2026-10-20T09:00
    problem: PRB-01
```

Good:

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KER
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Nothing is printed after a pause
    workaround: Start the queue again
    services: [SVC-PRINT]
    status: closed
    published_at: 2026-10-20
    fix_release: REL-01
    closed_at: 2026-10-21
```

```yaml records/registers/problem.yml
kind: problem
id: REG-PRB
title: Problems
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PRB-01
    title: Print queues stand still
    opened_at: 2026-10-19
    source: incident
    category: software
    priority: high
    owner: incident-manager
    related_incidents: [INC-01]
    root_cause: The driver of September waits for ink that is there
    root_cause_date: 2026-10-20
    actions: Driver replaced
    status: closed
    resolved_at: 2026-10-21
    closed_at: 2026-10-28
```

```yaml records/registers/incident.yml
kind: incident
id: REG-INC
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Printer queue stands still
    opened_at: 2026-10-18T09:20
    service: SVC-PRINT
    category: software
    priority: P3
    status: closed
    resolved_at: 2026-10-18T12:30
    closed_at: 2026-10-20T09:00
    problem: PRB-01
```
"""

from collections import Counter
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="add the service of the incidents to `services`, or put the problem right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the services of each known error with the service most incidents of its problem are about."""
    services = {entry.id: entry.text("service") for entry in sms.entries("incident")}
    behind = {entry.id: entry.texts("related_incidents") for entry in sms.entries("problem")}
    for entry in sms.entries("known-error"):
        problem = entry.text("problem")
        found = Counter(services[name] for name in behind.get(problem, ()) if services.get(name))
        if found and not found.keys() & set(entry.texts("services")):
            most = found.most_common(1)[0][0]
            said = listed(entry.texts("services"))
            message = f"{entry.id} names {said}, but the incidents of {problem} are about {most}"
            yield RULE.about(entry, "services", message)
