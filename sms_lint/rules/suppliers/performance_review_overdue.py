"""The performance of a supplier was not reviewed in time.

Performance is held against targets and obligations at planned intervals, so that a supplier that slips is
noticed before customers notice. The interval is `intervals.performance_review` of the settings.

Bad:

```yaml records/registers/supplier-contract.yml
kind: supplier-contract
id: REG-SUPPLIER-CONTRACT
title: Supplier contracts
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CON-A
    supplier: OTH-A
    type: external_supplier
    manager: head-of-service-management
    scope: Lines
    requirements: Two ways
    targets:
      - name: availability
        metric: Share of time
        value: 99.5
        unit: "%"
        direction: higher
    authorities: The carrier repairs
    interfaces: Ticket
    supports_sla: [SLA-A]
    alignment_checked_at: 2026-01-20
    valid_from: 2025-01-01
    performance_due: 2026-09-15  # <- performance-review-overdue
    last_performance_review: 2026-04-15
    contract_review_due: 2027-01-20
    last_contract_review: 2026-01-20
    status: active
```

Good:

```yaml records/registers/supplier-contract.yml
kind: supplier-contract
id: REG-SUPPLIER-CONTRACT
title: Supplier contracts
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CON-A
    supplier: OTH-A
    type: external_supplier
    manager: head-of-service-management
    scope: Lines
    requirements: Two ways
    targets:
      - name: availability
        metric: Share of time
        value: 99.5
        unit: "%"
        direction: higher
    authorities: The carrier repairs
    interfaces: Ticket
    supports_sla: [SLA-A]
    alignment_checked_at: 2026-01-20
    valid_from: 2025-01-01
    performance_due: 2026-12-15
    last_performance_review: 2026-09-15
    contract_review_due: 2027-01-20
    last_contract_review: 2026-01-20
    status: active
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
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="review the performance, set `last_performance_review` and the next `performance_due`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """The day set for the next one counts, and the longest interval of the settings after the last one."""
    for late in overdue(sms, "supplier-contract", "performance-review"):
        last = late.entry.text("last_performance_review")
        before = f", the last one was on {last}" if last else ""
        message = f"the performance review of {late.entry.id} was due on {late.day}{before}"
        yield RULE.about(late.entry, late.field, message)
