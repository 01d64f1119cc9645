"""A complaint is about a service that the customer does not receive.

Complaints are counted and reviewed by customer and service. Neither the portfolio nor the customer register
knows this pair, so that the complaint turns up in the wrong review, or in none.

Bad:

```yaml
service SVC-NET:
customer CUS-A:
complaint CPL-1:
  customer: CUS-A
  service: SVC-NET  # <- complaint-service-differs
```

Good:

```yaml
service SVC-NET:
customer CUS-A:
complaint CPL-1:
  customer: CUS-A
  service: SVC-MAIL
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="put `customer` or `service` of the complaint right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the pair in both registers; either of them is enough."""
    known = sms.by_id("service")
    receives = {entry.id: entry.texts("services") for entry in sms.entries("customer")}
    for entry in sms.entries("complaint"):
        customer, service = entry.text("customer"), entry.text("service")
        if customer not in receives or service not in known or service in receives[customer]:
            continue
        if customer not in known[service].texts("customer"):
            message = f"{entry.id} is about {service}, which {customer} does not receive"
            yield RULE.about(entry, "service", message)
