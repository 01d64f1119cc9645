"""A contract or an agreement is called ended before its last day.

Either it is still in force, and somebody owes something under it that nobody watches any more, or its last day
was not put forward when it was ended.

Bad:

```yaml records/registers/supplier-contract.yml
kind: supplier-contract
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CON-A
    supplier: OTH-A
    type: external_supplier
    manager: head-of-service-management
    scope: Licences
    requirements: Proof of purchase
    targets:
      - {name: delivery, metric: Time, value: 3, unit: working days, direction: lower}
    authorities: We order
    interfaces: Mail
    supports_sla: []
    alignment_checked_at: 2025-01-21
    valid_from: 2024-02-01
    valid_to: 2026-12-31  # <- ended-before-last-day
    performance_due: 2025-12-15
    last_performance_review: 2025-12-11
    contract_review_due: 2025-12-31
    last_contract_review: 2025-12-11
    status: ended
```

Good:

```yaml records/registers/supplier-contract.yml
kind: supplier-contract
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CON-A
    supplier: OTH-A
    type: external_supplier
    manager: head-of-service-management
    scope: Licences
    requirements: Proof of purchase
    targets:
      - {name: delivery, metric: Time, value: 3, unit: working days, direction: lower}
    authorities: We order
    interfaces: Mail
    supports_sla: []
    alignment_checked_at: 2025-01-21
    valid_from: 2024-02-01
    valid_to: 2025-12-31
    performance_due: 2025-12-15
    last_performance_review: 2025-12-11
    contract_review_due: 2025-12-31
    last_contract_review: 2025-12-11
    status: ended
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.3",
    ),
    help="write the day on which it really ended in `valid_to`, or set `status` back to active",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of what has ended with today."""
    for kind in ("supplier-contract", "sla"):
        for entry in sms.entries(kind):
            last = entry.day("valid_to")
            if entry.text("status") == "ended" and last is not None and last > sms.today:
                message = f"{entry.id} is called ended, but is valid until {last}"
                yield RULE.about(entry, "valid_to", message)
