"""The review of performance with a customer is overdue.

Performance and outcomes are reviewed with each customer at planned intervals, which its entry states. A
customer who is not asked says so at the end of the contract.

Bad:

```yaml records/registers/customer.yml
kind: customer
id: REG-CUSTOMER
title: Customers
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Clinics
    users_group: Forty dentists
    relationship_owner: head-of-service-management
    services: [SVC-MAIL]
    review_frequency: 3 months
    last_review: 2026-06-10  # <- customer-review-overdue
```

Good:

```yaml records/registers/customer.yml
kind: customer
id: REG-CUSTOMER
title: Customers
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Clinics
    users_group: Forty dentists
    relationship_owner: head-of-service-management
    services: [SVC-MAIL]
    review_frequency: 3 months
    last_review: 2026-10-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="hold the review and set `last_review`, or agree on a longer interval",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Add its interval to the last review of each customer."""
    for late in overdue(sms, "customer", "review"):
        entry = late.entry
        message = f"the review with {entry.id} was due on {late.day}, the last one was on {late.since}"
        yield RULE.about(entry, late.field, message)
