"""A service is retired, but no transition plans its removal.

A removal is planned like a new service: the last day, the notice to customers, what becomes of data and
licences. A service that merely stops leaves data that nobody owns and customers who were not told.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: retired  # <- retired-service-without-removal
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: retired
transition TRN-2026-01:
  service: SVC-MAIL
  transition_kind: removal
  removal_or_transfer_dates: "2026-07-31"
  data_disposition: Handed over
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.transition import GOING
from sms_lint.system.delivery import retired_but_used
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.2.2",
    ),
    help=(
        "record the removal or the transfer as a transition with its dates and the fate of its data, or correct "
        "`lifecycle`"
    ),
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a removal or transfer; a service that is retired in the portfolio alone is reported as such."""
    if "transition" in sms.hidden:
        return
    going = {
        entry.text("service") for entry in sms.entries("transition") if entry.text("transition_kind") in GOING
    }
    in_use = {service.id for service, _ in retired_but_used(sms)}
    for name, service in sms.by_id("service").items():
        if service.text("lifecycle") == "retired" and name not in going | in_use | sms.unread:
            message = f"{name} is retired, but no removal or transfer of it is recorded"
            yield RULE.about(service, "lifecycle", message)
