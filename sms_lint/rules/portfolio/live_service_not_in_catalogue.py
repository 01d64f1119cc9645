"""A live service has no entry in the service catalogue.

Customers and users learn from the catalogue what there is, what it is good for and what it depends on. A
service that is missing there cannot be asked for.

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
    lifecycle: live  # <- live-service-not-in-catalogue
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: []
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
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

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: []
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
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
    clauses=("20000-1:8.2.4",),
    help="add an entry for the service to the catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "service-catalogue"):
        message = f"{entry.id} is live and has no {KEPT['service-catalogue']}"
        yield RULE.about(entry, "lifecycle", message)
