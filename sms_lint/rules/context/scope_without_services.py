"""The scope does not list its services by their ids.

Scope, portfolio, catalogue and agreements speak of the same services only if they name them alike. With the
ids in the front matter of the scope the four can be compared each time something changes; a list in the text
alone grows old unseen.

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

```markdown policies/scope.md
---
kind: scope
id: SCO-SMS
title: Scope
version: "1.0"
lifecycle: active  # <- scope-without-services
owner: head-of-service-management
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: public
retention: 7 years
---
# Scope

## Scope statement

Example organization delivers managed mail to its customers.

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

```markdown policies/scope.md
---
kind: scope
id: SCO-SMS
title: Scope
version: "1.0"
lifecycle: active
owner: head-of-service-management
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: public
retention: 7 years
services: [SVC-MAIL]
---
# Scope

## Scope statement

Example organization delivers managed mail to its customers.

```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.delivery import live
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.3",),
    help="add `services` with the ids of the live services to the front matter of the scope",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the scopes in force, once there is a live service; another scope may list the services for all."""
    scopes = [scope for scope in sms.all(Scope) if scope.lifecycle == "active"]
    if not scopes or not live(sms) or any(scope.services for scope in scopes):
        return
    message = f"{scopes[0].id} does not say in `services` which services it covers"
    yield RULE.about(scopes[0], "lifecycle", message)
