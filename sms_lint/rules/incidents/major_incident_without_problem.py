"""A major incident was reviewed and nobody looks for its cause.

Service is back, and what took it away may still be there. At least after its review, a major incident has a
problem, even one that is closed because the cause is known and gone.

Bad:

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
```

```yaml records/major-incidents/MAJ-01.yml
kind: major-incident
id: MAJ-01
incident: INC-01  # <- major-incident-without-problem
status: reviewed
criteria_met: Nobody could print
manager: incident-manager
started_at: 2026-10-18T09:20
top_management_informed_at: 2026-10-18T09:45
timeline:
  - {at: 2026-10-18T09:24, event: Engineer takes the record}
impact: Nobody could print
restored_at: 2026-10-18T12:30
recovery: Queues started again
cause: Driver
reported_to: [managing-director]
review_date: 2026-10-21
improvements: [IMP-01]
```

Good:

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

```yaml records/major-incidents/MAJ-01.yml
kind: major-incident
id: MAJ-01
incident: INC-01
status: reviewed
criteria_met: Nobody could print
manager: incident-manager
started_at: 2026-10-18T09:20
top_management_informed_at: 2026-10-18T09:45
timeline:
  - {at: 2026-10-18T09:24, event: Engineer takes the record}
impact: Nobody could print
restored_at: 2026-10-18T12:30
recovery: Queues started again
cause: Driver
reported_to: [managing-director]
review_date: 2026-10-21
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
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="open a problem, name it in the incident and list the incident in it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a problem that the incident names, or that lists it."""
    if "problem" in sms.hidden:
        return
    listed = {name for entry in sms.entries("problem") for name in entry.texts("related_incidents")}
    bare = {entry.id for entry in sms.entries("incident") if not entry.text("problem")} - listed
    for report in sms.all(MajorIncident):
        if report.status == "reviewed" and report.incident in bare:
            message = f"{report.id} is reviewed, but {report.incident} leads to no problem"
            yield RULE.about(report, "incident", message)
