"""The review of a major incident led to no improvement.

A review that finds nothing to improve was not one: at least the way it was detected or reported can be better.

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
improvements: []  # <- major-incident-without-improvement
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
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="record what is to be improved and name it in the report",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the reports that are reviewed."""
    for report in sms.all(MajorIncident):
        if report.status == "reviewed" and not report.improvements:
            message = f"the review of {report.id} names no improvement"
            yield RULE.about(report, "improvements", message)
