"""A report is for a customer, but was not sent to it.

A customer must get the reports that it was promised. When a name drops out of the list of recipients, only the customer
notices.

Bad:

```yaml
customer CUS-B:
service-report SRP-A:
  audience: [CUS-A, CUS-B]
  communicated_to: [CUS-A]  # <- report-not-sent-to-customer
```

Good:

```yaml
customer CUS-B:
service-report SRP-A:
  audience: [CUS-A, CUS-B]
  communicated_to: [CUS-A, CUS-B]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.4",),
    help="send the report to the customer and name it in `communicated_to`, or remove it from `audience`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare recipients and audience, for customers only: roles are told in many ways."""
    customers = sms.by_id("customer").keys()
    for entry in sms.entries("service-report"):
        meant = [name for name in entry.texts("audience") if name in customers]
        left = [name for name in meant if name not in entry.texts("communicated_to")]
        if left:
            message = f"{entry.id} is for {listed(meant)}, but was not sent to {listed(left)}"
            yield RULE.about(entry, "communicated_to", message)
