"""An agreement or a complaint names a customer that does not receive the service.

Agreements, complaints and reviews are kept by customer and service. Where neither the portfolio nor the customer
register knows this pair, the promise or the complaint turns up in the wrong review, or in none.

Bad:

```yaml
service SVC-MAIL: {customer: [CUS-A]}
service SVC-NET: {customer: [CUS-B]}
customer CUS-A: {services: [SVC-MAIL]}
complaint CPL-1:
  customer: CUS-A
  service: SVC-NET  # <- customer-does-not-receive-service
```

Good:

```yaml
service SVC-MAIL: {customer: [CUS-A]}
service SVC-NET: {customer: [CUS-B]}
customer CUS-A: {services: [SVC-MAIL]}
complaint CPL-1:
  customer: CUS-A
  service: SVC-MAIL
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
    clauses=("20000-1:8.3.2", "20000-1:8.3.3"),
    help="correct `customer` or `service` of the complaint",
    yields_to=("dangling-reference",),
    aliases=("complaint-service-differs", "sla-customer-differs"),
)
_COMPLAINT = RULE.part("complaint-service-differs", clauses=("20000-1:8.3.2",))
_SLA = RULE.part(
    "sla-customer-differs",
    clauses=("20000-1:8.3.3",),
    help="correct `customer` of the agreement, or add the customer to the service in the portfolio",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at complaints, then at agreements."""
    yield from _complaint(sms)
    yield from _sla(sms)


def _complaint(sms: Sms) -> Iterator[Finding]:
    """Look up the pair in both registers; either of them is enough."""
    known = sms.by_id("service")
    receives = {entry.id: entry.texts("services") for entry in sms.entries("customer")}
    for entry in sms.entries("complaint"):
        customer, service = entry.text("customer"), entry.text("service")
        if customer not in receives or service not in known or service in receives[customer]:
            continue
        if customer not in known[service].texts("customer"):
            message = f"{entry.id} is about {service}, which {customer} does not receive"
            yield _COMPLAINT.about(entry, "service", message)


def _sla(sms: Sms) -> Iterator[Finding]:
    """Look up the customers of each service under an agreement; another rule reports registers that disagree."""
    known = sms.by_id("service")
    customers = sms.by_id("customer")
    for agreement in agreements(sms):
        service, customer = agreement.service, agreement.customer
        listed = customer in customers and service in customers[customer].texts("services")
        if service in known and not listed and customer not in known[service].texts("customer"):
            message = f"{agreement.id} is made with {customer}, which does not receive {service}"
            yield _SLA.about(agreement, "customer", message)
