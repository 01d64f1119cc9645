"""An agreement is made with a customer that does not receive the service.

Results and reports go to the customer of the agreement. If that customer does not receive the service, the
agreement was copied from another one, or the portfolio does not know all customers.

Bad:

```yaml
service SVC-MAIL: {customer: [CUS-A]}
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-B  # <- sla-customer-differs
  status: active
```

Good:

```yaml
service SVC-MAIL: {customer: [CUS-A]}
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-A
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="put `customer` of the agreement right, or add the customer to the service in the portfolio",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the customers of each service under an agreement; where the registers disagree, another rule speaks."""
    known = sms.by_id("service")
    customers = sms.by_id("customer")
    for agreement in agreements(sms):
        service, customer = agreement.service, agreement.customer
        listed = customer in customers and service in customers[customer].texts("services")
        if service in known and not listed and customer not in known[service].texts("customer"):
            message = f"{agreement.id} is made with {customer}, which does not receive {service}"
            yield RULE.about(agreement, "customer", message)
