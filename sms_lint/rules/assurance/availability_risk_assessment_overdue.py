"""The risks to the availability of a service were not assessed for long.

Risks to availability are assessed at planned intervals, because what a service runs on, and what it is needed
for, changes. The interval is `intervals.risk_review` of the settings. Judged is the latest row of each live
service; services with the same day are one finding.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2025-02-17  # <- availability-risk-assessment-overdue
    period: 2026-09
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
```

Good:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
```
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="assess the risks again and write the day into the next rows",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the newest row of each service."""
    late: dict[date, list[Entry]] = defaultdict(list)
    for deadline in overdue(sms, "availability", "risk-assessment"):
        late[deadline.since].append(deadline.entry)
    for day, entries in late.items():
        names = ", ".join(entry.text("service") for entry in entries)
        message = f"the risks to the availability of {names} were last assessed on {day}"
        yield RULE.about(entries[0], "risk_assessment_at", message)
