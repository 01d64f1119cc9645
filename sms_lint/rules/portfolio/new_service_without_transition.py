"""A service is being developed, and no transition plans it.

A new service is planned before it is built: who decides, what it needs, what it must do to be accepted.
Without the plan it goes live on the day on which somebody thinks that it is ready.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: development  # <- new-service-without-transition
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: development
transition TRN-2026-01: {service: SVC-MAIL, status: in_progress}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import OPEN
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.2.1",),
    help="plan the transition of the service, or put its state right",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a transition that has not ended for each service in development."""
    if "transition" in sms.hidden:
        return
    planned = {one.text("service") for one in sms.entries("transition") if one.text("status") in OPEN}
    for name, service in sms.by_id("service").items():
        if service.text("lifecycle") == "development" and name not in planned | sms.unread:
            message = f"{name} is in development, but no open transition is about it"
            yield RULE.about(service, "lifecycle", message)
