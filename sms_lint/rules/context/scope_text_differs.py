"""The text of the scope does not mention a service in its list.

People read the text, the linter reads the list of ids. A service that is only in `services` is in scope for the linter,
but not for readers such as the certification body.

Bad:

```yaml
service SVC-MAIL: {name: Managed mail, lifecycle: live}
service SVC-NET: {name: Managed network, lifecycle: live}
scope SCO-SMS:
  lifecycle: active
  services: [SVC-MAIL, SVC-NET]  # <- scope-text-differs
```

Good:

```yaml
service SVC-MAIL: {name: Managed mail, lifecycle: live}
service SVC-NET: {name: Managed network, lifecycle: live}
```

```markdown
---
kind: scope
id: SCO-SMS
lifecycle: active
services: [SVC-MAIL, SVC-NET]
---
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
