"""Top management heard of a major incident only after it was over.

Top management is told while it can still decide on money, people and customers.

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

```yaml records/major-incidents/MAJ-01.yml
kind: major-incident
id: MAJ-01
incident: INC-01
status: reviewed
criteria_met: All users without service
manager: incident-manager
started_at: 2026-08-18T09:20
top_management_informed_at: 2026-08-18T14:45  # <- top-management-informed-late
timeline:
  - {at: 2026-08-18T09:24, event: Engineer takes the record}
  - {at: 2026-08-18T12:30, event: Service is back}
impact: Nobody could work
restored_at: 2026-08-18T12:30
recovery: Space freed
cause: Pool was full
reported_to: [managing-director]
review_date: 2026-08-28
improvements: [IMP-01]
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

```yaml records/major-incidents/MAJ-01.yml
kind: major-incident
id: MAJ-01
incident: INC-01
status: reviewed
criteria_met: All users without service
manager: incident-manager
started_at: 2026-08-18T09:20
top_management_informed_at: 2026-08-18T09:45
timeline:
  - {at: 2026-08-18T09:24, event: Engineer takes the record}
  - {at: 2026-08-18T12:30, event: Service is back}
impact: Nobody could work
restored_at: 2026-08-18T12:30
recovery: Space freed
cause: Pool was full
reported_to: [managing-director]
review_date: 2026-08-28
improvements: [IMP-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help="put a wrong time right; otherwise record a nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two times."""
    for report in sms.all(MajorIncident):
        informed, restored = report.top_management_informed_at, report.restored_at
        if restored is not None and informed > restored:
            when = informed.strftime("%Y-%m-%d %H:%M")
            message = f"top management was informed of {report.id} on {when}, after service was restored"
            yield RULE.about(report, "top_management_informed_at", message)
