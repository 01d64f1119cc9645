"""The report of a major incident has other times than the incident.

How long customers were without service is counted from the incident and told from the report. The two have to
agree.

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
  - {at: 2026-08-18T13:30, event: Service is back}
impact: Nobody could work
restored_at: 2026-08-18T13:30  # <- major-incident-times-differ
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
  - {at: 2026-08-18T13:30, event: Service is back}
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
from datetime import datetime, time, timedelta

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="put the wrong one of the two times right",
)


MIDNIGHT = time()  # how a day without a time of day is read
LONGEST = timedelta(days=1)  # nobody misses a major incident for longer


def check(sms: Sms) -> Iterator[Finding]:
    """Compare beginning and end, where both sides state a time of day."""
    incidents = {entry.id: entry for entry in sms.entries("incident") if entry.text("major") == "yes"}
    for report in sms.all(MajorIncident):
        incident = incidents.get(report.incident)
        opened = _time(incident, "opened_at") if incident else None
        resolved = _time(incident, "resolved_at") if incident else None
        if opened and not timedelta() <= opened - report.started_at <= LONGEST:
            yield _finding(report, "started_at", report.started_at, f"recorded at {_words(opened)}")
        if resolved and report.restored_at and report.restored_at != resolved:
            yield _finding(report, "restored_at", report.restored_at, f"resolved at {_words(resolved)}")


def _finding(report: MajorIncident, field: str, said: datetime, other: str) -> Finding:
    message = f"`{field}` of {report.id} is {_words(said)}, but {report.incident} was {other}"
    return RULE.about(report, field, message)


def _time(incident: Entry, field: str) -> datetime | None:
    """The time in a field; none where it is only a day."""
    found = incident.moment(field)
    return found if found and found.time() != MIDNIGHT else None


def _words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
