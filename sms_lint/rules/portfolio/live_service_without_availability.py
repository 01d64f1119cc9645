"""A live service has no availability target.

Requirements and targets for availability are agreed for each service, with its risks in view, and results are
held against them. Without a target an outage is nobody's miss.

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
  - id: SVC-NET
    name: Managed mail
    lifecycle: live  # <- live-service-without-availability
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
  - id: SVC-NET
    name: Managed mail
    lifecycle: development
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

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import KEPT, live_without
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="enter requirement, target and results for the service",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "availability"):
        message = f"{entry.id} is live and has no {KEPT['availability']}"
        yield RULE.about(entry, "lifecycle", message)
