"""Portfolio and customer register disagree on who receives a service.

Reviews, surveys and announcements go by the services of each customer; agreements and changes go by the
customers of each service. If the two differ, somebody is not told of an outage, or is asked about a service
that was never bought.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: live
  customer: [CUS-A, CUS-B]  # <- customer-service-differs
service SVC-NET: {lifecycle: live, customer: [CUS-B]}
customer CUS-A:
  services: [SVC-MAIL]
customer CUS-B:
  services: [SVC-NET]
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  customer: [CUS-A, CUS-B]
service SVC-NET: {lifecycle: live, customer: [CUS-B]}
customer CUS-A:
  services: [SVC-MAIL]
customer CUS-B:
  services: [SVC-NET, SVC-MAIL]
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.delivery import leftovers, live
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.3.2",
    ),
    help="make `customer` in the portfolio and `services` in the customer register agree",
    fix=RuleFix("names the one in the other as well, or takes out a service that is gone", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare both ways for each live service, and report a service once."""
    receive: dict[str, dict[str, None]] = defaultdict(dict)
    customers = sms.by_id("customer")
    for name, entry in customers.items():
        for service in entry.texts("services"):
            receive[service][name] = None
    for service, entry in live(sms).items():
        named = entry.texts("customer")
        only_there = [customer for customer in receive[service] if customer not in named]
        only_here = [
            customer for customer in named if customer in customers and customer not in receive[service]
        ]
        unsaid = [f"names {customer}, which does not list it" for customer in only_here]
        unsaid += [f"does not name {customer}, which lists it" for customer in only_there]
        if unsaid and sms.unread.isdisjoint((service, *only_there)):
            message = f"{service}: the portfolio {' and '.join(unsaid)} in the customer register"
            if only_here:
                fix = naming_also(sms, customers[only_here[0]], "services", service)
                yield RULE.about(entry, "customer", message).with_fix(fix)
            else:
                fix = naming_also(sms, entry, "customer", only_there[0])
                yield RULE.about(customers[only_there[0]], "services", message).with_fix(fix)
    for leftover, state in leftovers(sms, "customer"):
        message = f"{leftover.id} lists {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
