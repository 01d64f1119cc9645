"""The timeline of a major incident is out of order.

The order of events is what the review works with. A time before the one above it, or before the incident began,
is a slip of the pen that turns the story round.

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
  - {at: 2026-08-18T02:30, event: Service is back}  # <- major-incident-timeline-disordered
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
    help="put the time right, or the events in order",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each time with the one before it, the first with the beginning; the first fault of a report is enough."""
    for report in sms.all(MajorIncident):
        before = report.started_at
        for index, event in enumerate(report.timeline):
            if event.at < before:
                wrong = _wrong(report, index)
                message = (
                    f"the timeline of {report.id} goes back: {event.at:%Y-%m-%d %H:%M} stands after "
                    f"{before:%Y-%m-%d %H:%M}"
                )
                yield RULE.about(report, ("timeline", wrong, "at"), message)
                break
            before = event.at


def _wrong(report: MajorIncident, index: int) -> int:
    """Which of two events is out of order: the earlier one, where all would be well without it."""
    times = [report.started_at, *(event.at for event in report.timeline[:index])]
    goes_on = len(times) > 2 and report.timeline[index].at >= times[-2]
    return index - 1 if goes_on else index
