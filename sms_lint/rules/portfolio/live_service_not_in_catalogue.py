"""A live service has no entry in the service catalogue.

Customers and users learn from the catalogue what there is, what it is good for and what it depends on. A
service that is missing there cannot be asked for.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-not-in-catalogue
service-catalogue CAT-MAIL: {service: SVC-MAIL}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
service-catalogue CAT-MAIL: {service: SVC-MAIL}
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
    clauses=("20000-1:8.2.4",),
    help="add an entry for the service to the catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "service-catalogue"):
        message = f"{entry.id} is live and has no {KEPT['service-catalogue']}"
        yield RULE.about(entry, "lifecycle", message)
