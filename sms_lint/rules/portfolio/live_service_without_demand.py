"""A live service has no figures of demand.

Capacity follows demand. Where nobody counts how much of a service is asked for and used, a shortfall is
noticed when it hurts.

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
    lifecycle: live  # <- live-service-without-demand
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-1
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
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

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-1
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
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
    clauses=("20000-1:8.4.2",),
    help="count the demand of the service and enter the figures",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "demand"):
        message = f"{entry.id} is live and has no {KEPT['demand']}"
        yield RULE.about(entry, "lifecycle", message)
