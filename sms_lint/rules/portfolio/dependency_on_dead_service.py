"""A live service depends on a service that is not delivered.

A dependency says what has to work so that the service works. If it leads to a service that is retired, or not
there yet, either the dependency is out of date or the live service stands on nothing.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: live
  dependencies: [SVC-FAX]  # <- dependency-on-dead-service
service SVC-FAX: {lifecycle: retired, dependencies: []}
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  dependencies: []
service SVC-FAX: {lifecycle: retired, dependencies: []}
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
    clauses=("20000-1:8.2.2",),
    help="take the service out of `dependencies`, or name what took its place",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "service"):
        message = f"{leftover.id} depends on {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
