"""A complaint is about a service that the customer does not receive.

Complaints are counted and reviewed by customer and service. Neither the portfolio nor the customer register
knows this pair, so that the complaint turns up in the wrong review, or in none.

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
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-B]
```

```yaml records/registers/customer.yml
kind: customer
id: REG-CUSTOMER
title: Customers
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Clinics
    users_group: Forty dentists
    relationship_owner: head-of-service-management
    services: [SVC-MAIL]
    review_frequency: 3 months
    last_review: 2026-10-01
```

```yaml records/registers/complaint.yml
kind: complaint
id: REG-COMPLAINT
title: Complaints
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CPL-1
    customer: CUS-A
    service: SVC-NET  # <- complaint-service-differs
    received: 2026-10-20
    description: Mail came late
    owner: head-of-service-management
    status: open
    escalated: no
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
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-B]
```

```yaml records/registers/customer.yml
kind: customer
id: REG-CUSTOMER
title: Customers
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Clinics
    users_group: Forty dentists
    relationship_owner: head-of-service-management
    services: [SVC-MAIL]
    review_frequency: 3 months
    last_review: 2026-10-01
```

```yaml records/registers/complaint.yml
kind: complaint
id: REG-COMPLAINT
title: Complaints
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CPL-1
    customer: CUS-A
    service: SVC-MAIL
    received: 2026-10-20
    description: Mail came late
    owner: head-of-service-management
    status: open
    escalated: no
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="put `customer` or `service` of the complaint right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the pair in both registers; either of them is enough."""
    known = sms.by_id("service")
    receives = {entry.id: entry.texts("services") for entry in sms.entries("customer")}
    for entry in sms.entries("complaint"):
        customer, service = entry.text("customer"), entry.text("service")
        if customer not in receives or service not in known or service in receives[customer]:
            continue
        if customer not in known[service].texts("customer"):
            message = f"{entry.id} is about {service}, which {customer} does not receive"
            yield RULE.about(entry, "service", message)
