"""A live service has no availability target.

Requirements and targets for availability are agreed for each service, with its risks in view, and results are
held against them. Without a target an outage is nobody's miss.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-availability
availability AVL-1: {service: SVC-MAIL}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
availability AVL-1: {service: SVC-MAIL}
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
    clauses=("20000-1:8.7.1",),
    help="enter requirement, target and results for the service",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "availability"):
        message = f"{entry.id} is live and has no {KEPT['availability']}"
        yield RULE.about(entry, "lifecycle", message)
