"""A service is in the scope and among its exclusions.

A certificate is issued for what the scope says. One that takes a service in and leaves it out says nothing about it.

Bad:

```markdown
---
kind: scope
id: SCO-A
lifecycle: active
services: [SVC-CLOUD]
exclusions:
  - {what: SVC-CLOUD, reason: It is not ready}  # <- scope-excludes-service
---
```

Good:

```markdown
---
kind: scope
id: SCO-A
lifecycle: active
services: [SVC-CLOUD]
exclusions:
  - {what: Consulting, reason: It is no service}
---
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.3",),
    help="take the service out of `services`, or out of the exclusions",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for services, by id or by their whole name, in the exclusions of active scopes."""
    names = {
        entry.text("name").casefold(): entry.id for entry in sms.entries("service") if entry.text("name")
    }
    for scope in sms.all(Scope):
        for index, exclusion in enumerate(scope.exclusions if scope.lifecycle == "active" else ()):
            meant = {*ids_in(exclusion.what), names.get(exclusion.what.strip().casefold(), "")}
            for service in sorted(meant.intersection(map(str, scope.services))):
                message = f"{service} is in the scope, and among the exclusions of {scope.id}"
                yield RULE.about(scope, ("exclusions", index, "what"), message)
