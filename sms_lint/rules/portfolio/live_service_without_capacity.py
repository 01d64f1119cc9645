"""A live service does not occur in the capacity plan.

Each service needs people, technology, information or money that may run short. A service that the plan does
not mention has no threshold at which anybody would act.

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
    lifecycle: live  # <- live-service-without-capacity
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/capacity.yml
kind: capacity
id: REG-CAPACITY
title: Capacity plan
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAP-1
    resource: Mail store
    type: technical
    service: SVC-MAIL
    requirement: 400 mailboxes
    unit: "%"
    current: 61
    forecast: 65
    threshold: 80
    lead_time: 30 days
    effect_of_sla_availability_continuity: The agreement sets the limit
    owner: head-of-service-management
    reviewed_at: 2026-09-28
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

```yaml records/registers/capacity.yml
kind: capacity
id: REG-CAPACITY
title: Capacity plan
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAP-1
    resource: Mail store
    type: technical
    service: SVC-MAIL
    requirement: 400 mailboxes
    unit: "%"
    current: 61
    forecast: 65
    threshold: 80
    lead_time: 30 days
    effect_of_sla_availability_continuity: The agreement sets the limit
    owner: head-of-service-management
    reviewed_at: 2026-09-28
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
    clauses=("20000-1:8.4.3",),
    help="add at least one resource of the service to the capacity plan",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "capacity"):
        message = f"{entry.id} is live and has no {KEPT['capacity']}"
        yield RULE.about(entry, "lifecycle", message)
