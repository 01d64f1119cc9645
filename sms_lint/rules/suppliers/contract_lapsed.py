"""A contract has run out, and is still called active.

After its last day a contract binds the supplier no longer. Either it was renewed and the register does not
say so, or services rest on goodwill.

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
    performance_due: 2026-12-15
    last_performance_review: 2026-09-15
    contract_review_due: 2027-01-20
    last_contract_review: 2026-01-20
    status: active
    valid_to: 2026-09-30  # <- contract-lapsed
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
    valid_to: 2027-09-30
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="renew the contract and set `valid_to`, or set `status` to ended",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active contract with today."""
    for contract in sms.all(SupplierContract):
        if contract.status == "active" and contract.valid_to is not None and contract.valid_to < sms.today:
            message = f"{contract.id} is active, but was valid until {contract.valid_to} only"
            yield RULE.about(contract, "valid_to", message)
