"""A live service has no budget.

Services are budgeted and accounted for, so that somebody notices when one costs more than it brings. A
service without a budget is paid for out of another one.

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
    lifecycle: live  # <- live-service-without-budget
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/budget.yml
kind: budget
id: REG-BUDGET
title: Budgets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: BUD-1
    service: SVC-MAIL
    period: 2026-Q3
    cost_type: Licences and staff
    currency: GBP
    budget: 88000
    actual: 88400
    variance: 400
    forecast: 89000
    status: reported
    reported_at: 2026-10-12
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

```yaml records/registers/budget.yml
kind: budget
id: REG-BUDGET
title: Budgets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: BUD-1
    service: SVC-MAIL
    period: 2026-Q3
    cost_type: Licences and staff
    currency: GBP
    budget: 88000
    actual: 88400
    variance: 400
    forecast: 89000
    status: reported
    reported_at: 2026-10-12
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
    clauses=("20000-1:8.4.1",),
    help="enter a budget for the service",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "budget"):
        message = f"{entry.id} is live and has no {KEPT['budget']}"
        yield RULE.about(entry, "lifecycle", message)
