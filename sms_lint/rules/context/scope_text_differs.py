"""The text of the scope does not mention a service that its list has.

People read the text, the linter reads the list of ids. A service that was added to `services` alone is in
scope for the one and not for the others, the certification body among them.

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
    name: Managed network
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
services: [SVC-MAIL, SVC-NET]  # <- scope-text-differs
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
  - id: SVC-NET
    name: Managed network
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
services: [SVC-MAIL, SVC-NET]
---
# Scope

## Scope statement

Example organization delivers managed mail and SVC-NET to its customers.

```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.delivery import live
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.3",),
    help="name the service, by its id or its name, in the text of the scope",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the id or the name of each live service that a scope in force lists."""
    names = {name: entry.text("name").casefold() for name, entry in live(sms).items()}
    for scope in sms.all(Scope):
        text = " ".join(" ".join(map(scope.body, scope.sections)).split())
        silent = [
            name
            for name in (scope.services if scope.lifecycle == "active" else ())
            if name in names and name not in text and names[name] not in text.casefold()
        ]
        if silent:
            message = f"the text of {scope.id} does not mention {listed(silent)}"
            yield RULE.about(scope, "services", message)
