"""A live service has no figures of demand.

Capacity follows demand. Where nobody counts how much of a service is asked for and used, a shortfall is
noticed when it hurts.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-demand
demand DEM-1: {service: SVC-MAIL}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
demand DEM-1: {service: SVC-MAIL}
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
    clauses=("20000-1:8.4.2",),
    help="count the demand of the service and enter the figures",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "demand"):
        message = f"{entry.id} is live and has no {KEPT['demand']}"
        yield RULE.about(entry, "lifecycle", message)
