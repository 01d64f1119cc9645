"""A customer receives a service, but has no agreement on it.

An agreement with one customer says nothing about another, unless it names both. Where a service has several customers,
each of them needs to know what to expect: by an agreement of its own, or by one that holds for several (`also_for`).

Bad:

```yaml
service SVC-MAIL:
  lifecycle: live
  customer: [CUS-A, CUS-B]  # <- customer-without-sla
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-A
  status: active
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  customer: [CUS-A, CUS-B]
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-A
  status: active
sla SLA-B:
  service: SVC-MAIL
  customer: CUS-B
  status: active
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import agreements, live
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="agree on service levels with the customer, name it under `also_for` of an agreement that holds for it "
    "too, or remove it from the customers of the service",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at services with an agreement; an agreed customer whom the portfolio does not name is reported elsewhere."""
    agreed: dict[str, set[str]] = defaultdict(set)
    for agreement in agreements(sms):
        agreed[agreement.service].update((agreement.customer, *agreement.also_for))
    for name, entry in live(sms).items():
        customers = entry.texts("customer")
        if name not in agreed or not agreed[name] <= set(customers) or "sla" in sms.hidden:
            continue
        without = [
            customer for customer in customers if customer not in agreed[name] and customer not in sms.unread
        ]
        if without:
            message = f"{', '.join(without)} receives {name} without a service level agreement in force"
            yield RULE.about(entry, "customer", message)
