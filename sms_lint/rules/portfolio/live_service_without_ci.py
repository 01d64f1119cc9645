"""A live service has no configuration item.

Changes, incidents and continuity work by configuration items. A service that none of them belongs to cannot
be reached from any of these: nobody sees what a change would hit.

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
    lifecycle: live  # <- live-service-without-ci
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-1
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
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

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-1
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
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
    clauses=("20000-1:8.2.6",),
    help="record the service itself, or what it runs on, as a configuration item",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "ci"):
        message = f"{entry.id} is live and has no {KEPT['ci']}"
        yield RULE.about(entry, "lifecycle", message)
