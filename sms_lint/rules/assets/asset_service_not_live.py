"""An asset in use belongs to a service that is not delivered.

Assets that stay behind when a service is retired cost money, licences and attention, and may hold data of
customers that should be gone.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
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

```yaml records/registers/asset.yml
kind: asset
id: REG-ASSET
title: Assets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AST-1
    type: laptop
    description: Standard laptop
    owner: head-of-service-management
    status: in_use
    service: [SVC-FAX]  # <- asset-service-not-live
```

Good:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
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

```yaml records/registers/asset.yml
kind: asset
id: REG-ASSET
title: Assets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AST-1
    type: laptop
    description: Standard laptop
    owner: head-of-service-management
    status: disposed
    service: [SVC-FAX]
    disposed_at: 2026-07-09
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
    clauses=("20000-1:8.2.5",),
    help="dispose of the asset or give it to another service, and correct `service`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "asset"):
        message = f"{leftover.id} is in use for {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
