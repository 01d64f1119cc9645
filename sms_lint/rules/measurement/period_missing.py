"""The figures of a service pass over a period.

Availability, costs and demand are held against target, budget and forecast at planned intervals. A period without
figures is one in which an outage can hide, nobody looked at the costs, or growth went unseen.

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
  - id: AVA-2026-07  # <- period-missing
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-07
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
  - id: AVA-2026-09
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
  - id: AVA-2026-07
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-07
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
  - id: AVA-2026-08
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-08
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
  - id: AVA-2026-09
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

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import live
from sms_lint.system.series import gaps
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1", "20000-1:8.4.1", "20000-1:8.4.2"),
    help="enter the figures of the period",
    gap=True,
    aliases=("availability-period-missing", "budget-period-missing", "demand-period-missing"),
)
_PARTS = {
    "availability": RULE.part(
        "availability-period-missing",
        clauses=("20000-1:8.7.1",),
        help="enter the result of the period",
    ),
    "budget": RULE.part(
        "budget-period-missing",
        clauses=("20000-1:8.4.1",),
        help="enter budget and actual costs of the period",
    ),
    "demand": RULE.part(
        "demand-period-missing",
        clauses=("20000-1:8.4.2",),
        help="enter demand, forecast and consumption of the period",
    ),
}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; it is shown at the entry behind which the next one should stand."""
    for kind, part in _PARTS.items():
        for gap in gaps(sms, kind, live(sms)):
            yield part.about(gap.after, "id", gap.words)
