"""The scope does not name the organization.

A scope statement is read outside the organization: on the certificate, in tenders, by customers. It has to
say whose services are managed. The name is that of your settings (`organization.name`).

Bad:

```markdown
---
kind: scope
id: SCO-SMS  # <- scope-without-organization
lifecycle: active
---
We deliver managed mail to our customers.
```

Good:

```markdown
---
kind: scope
id: SCO-SMS
lifecycle: active
---
Example organization delivers managed mail to its customers.
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.3",),
    help="name the organization in the text of the scope as the settings do, or correct the settings",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the name anywhere in the text of each scope in force, however it is broken into lines."""
    name = sms.config.organization.name
    for scope in sms.all(Scope):
        text = " ".join(" ".join(map(scope.body, scope.sections)).split())
        if scope.lifecycle == "active" and name.casefold() not in text.casefold():
            message = f"{scope.id} does not name {name}, the organization that the settings name"
            yield RULE.about(scope, "id", message)
