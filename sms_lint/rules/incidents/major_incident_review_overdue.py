"""A major incident was not reviewed in time.

The review finds what is to be improved while people still remember. It is due within
`intervals.major_incident_review` of the settings after service was restored.

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
review_date: 2026-10-28  # <- major-incident-review-overdue
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
    help="review it and state the day; record a nonconformity where it was late",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the review, or today, with the day by which it was due."""
    for report in sms.all(MajorIncident):
        unsaid = report.review_date is None and report.status == "reviewed"  # said of the missing field
        if report.restored_at is None or unsaid:
            continue
        due = sms.config.intervals.major_incident_review.after(report.restored_at.date())
        if (report.review_date or sms.today) > due:
            when = f"was reviewed on {report.review_date}" if report.review_date else "is not reviewed"
            name = "review_date" if report.review_date else "status"
            yield RULE.finding(report.at(name), f"{report.id} {when}; that was due by {due}", node=report.id)
