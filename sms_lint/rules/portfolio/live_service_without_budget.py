"""A live service has no budget.

Services are budgeted and accounted for, so that somebody notices when one costs more than it brings. A
service without a budget is paid for out of another one.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-budget
budget BUD-1: {service: SVC-MAIL}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
budget BUD-1: {service: SVC-MAIL}
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
    clauses=("20000-1:8.4.1",),
    help="enter a budget for the service",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "budget"):
        message = f"{entry.id} is live and has no {KEPT['budget']}"
        yield RULE.about(entry, "lifecycle", message)
