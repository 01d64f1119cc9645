"""A contract and the register of other parties disagree on whose contract it is.

From a party one finds its contracts, from a contract its party. If the two registers do not lead to each
other, reviews and disputes end up with the wrong supplier.

Bad:

```yaml records/registers/other-party.yml
kind: other-party
id: REG-OTHER-PARTY
title: Other parties
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OTH-A
    name: Carrier
    type: external_supplier
    services_provided: []
    components_provided: [Access lines]
    processes_operated: []
    selection_criteria: Weighted criteria
    controls: Availability monthly
    interfaces: Faults by ticket
    agreement: [CON-A]
  - id: OTH-B
    name: Carrier
    type: external_supplier
    services_provided: []
    components_provided: [Access lines]
    processes_operated: []
    selection_criteria: Weighted criteria
    controls: Availability monthly
    interfaces: Faults by ticket
    agreement: [CON-B]
```

```yaml records/registers/supplier-contract.yml
kind: supplier-contract
id: REG-SUPPLIER-CONTRACT
title: Supplier contracts
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CON-A
    supplier: OTH-B  # <- other-party-contract-differs
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
  - id: CON-B
    supplier: OTH-B
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

Good:

```yaml records/registers/other-party.yml
kind: other-party
id: REG-OTHER-PARTY
title: Other parties
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OTH-A
    name: Carrier
    type: external_supplier
    services_provided: []
    components_provided: [Access lines]
    processes_operated: []
    selection_criteria: Weighted criteria
    controls: Availability monthly
    interfaces: Faults by ticket
    agreement: [CON-A]
  - id: OTH-B
    name: Carrier
    type: external_supplier
    services_provided: []
    components_provided: [Access lines]
    processes_operated: []
    selection_criteria: Weighted criteria
    controls: Availability monthly
    interfaces: Faults by ticket
    agreement: [CON-B]
```

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
  - id: CON-B
    supplier: OTH-B
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
from sms_lint.model.kinds.portfolio import OtherParty
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.3.1",
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="put `agreement` of the party and `supplier` of the contract in line",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go from each active contract to its party, then back; a contract is reported once."""
    parties = {party.id: party for party in sms.all(OtherParty)}
    for contract in sms.all(SupplierContract):
        if contract.status == "ended":
            continue
        party = parties.get(contract.supplier)
        claiming = [one.id for one in parties.values() if contract.id in one.agreement and one is not party]
        if claiming:
            message = f"{contract.id} is with {contract.supplier}, but {claiming[0]} lists it as its own"
            yield RULE.about(contract, "supplier", message)
        elif party is not None and contract.id not in party.agreement:
            message = f"{party.id} does not list {contract.id} among its agreements"
            yield RULE.about(party, "agreement", message)
