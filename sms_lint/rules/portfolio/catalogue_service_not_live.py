"""The catalogue offers a service that is not delivered.

Readers of the catalogue ask for what stands in it. An entry stays behind when a service is retired, or is
published before the service is there.

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
  - id: SVC-FAX
    name: Managed mail
    lifecycle: retired
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
  - id: CAT-FAX
    service: SVC-FAX  # <- catalogue-service-not-live
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
  - id: SVC-FAX
    name: Managed mail
    lifecycle: retired
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
from sms_lint.system.delivery import leftovers
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.4",),
    help="take the entry down, or put `lifecycle` in the portfolio right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "service-catalogue"):
        message = f"{leftover.id} offers {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
