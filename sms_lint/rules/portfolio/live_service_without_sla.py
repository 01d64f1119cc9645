"""A live service has no service level agreement in force.

Without an agreement nobody can say whether the service is good enough, and each side expects something else.
An agreement that has ended needs a successor as long as the service is delivered.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-sla
sla SLA-A: {service: SVC-MAIL, status: active}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
sla SLA-A: {service: SVC-MAIL, status: active}
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
    clauses=("20000-1:8.3.3",),
    help="agree on service levels with the customer, or set the agreement to active",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "sla"):
        message = f"{entry.id} is live and has no {KEPT['sla']}"
        yield RULE.about(entry, "lifecycle", message)
