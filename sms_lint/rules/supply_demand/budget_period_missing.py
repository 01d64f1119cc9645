"""The budget figures of a service pass over a period.

Costs are held against the budget at planned intervals, and financial forecasts rest on them. A period without
figures is one in which nobody looked.

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

```yaml records/registers/budget.yml
kind: budget
id: REG-BUDGET
title: Budgets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: BUD-2026-Q1  # <- budget-period-missing
    service: SVC-MAIL
    period: 2026-Q1
    cost_type: Licences and staff
    currency: GBP
    budget: 88000
    actual: 88400
    variance: 400
    forecast: 89000
    status: reported
    reported_at: 2026-10-12
  - id: BUD-2026-Q3
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
```

```yaml records/registers/budget.yml
kind: budget
id: REG-BUDGET
title: Budgets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: BUD-2026-Q1
    service: SVC-MAIL
    period: 2026-Q1
    cost_type: Licences and staff
    currency: GBP
    budget: 88000
    actual: 88400
    variance: 400
    forecast: 89000
    status: reported
    reported_at: 2026-10-12
  - id: BUD-2026-Q2
    service: SVC-MAIL
    period: 2026-Q2
    cost_type: Licences and staff
    currency: GBP
    budget: 88000
    actual: 88400
    variance: 400
    forecast: 89000
    status: reported
    reported_at: 2026-10-12
  - id: BUD-2026-Q3
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
from sms_lint.system.delivery import live
from sms_lint.system.series import gaps
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.1",),
    help="enter budget and actual costs of the period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; it is shown at the entry behind which the next one should stand."""
    for gap in gaps(sms, "budget", live(sms)):
        yield RULE.about(gap.after, "id", gap.words)
