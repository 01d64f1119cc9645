"""A live service does not occur in the capacity plan.

Each service needs people, technology, information or money that may run short. A service that the plan does
not mention has no threshold at which anybody would act.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-capacity
capacity CAP-1: {service: SVC-MAIL}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
capacity CAP-1: {service: SVC-MAIL}
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
    clauses=("20000-1:8.4.3",),
    help="add at least one resource of the service to the capacity plan",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "capacity"):
        message = f"{entry.id} is live and has no {KEPT['capacity']}"
        yield RULE.about(entry, "lifecycle", message)
