"""The scope does not list its services by their ids.

Scope, portfolio, catalogue and agreements can be matched only if they name services in the same way. With the ids in
the front matter of the scope the four can be compared whenever something changes. A list that is only in the text
becomes outdated unnoticed.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
scope SCO-SMS:
  lifecycle: active  # <- scope-without-services
  services:  # not given
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
scope SCO-SMS:
  lifecycle: active
  services: [SVC-MAIL]
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
