"""A party provides services or components without a contract in force.

Whoever contributes to the services is bound by a contract, or an agreement where it is part of the
organization or a customer. A party whose contracts have all ended, or are drafts, owes nothing.

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
    agreement: [CON-A]  # <- other-party-without-live-contract
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
    status: ended
    valid_to: 2026-06-30
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
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="renew the contract, or take the party out of the register",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the contracts of each party, those it names and those that name it; an unread one may be in force."""
    known = {contract.id: contract for contract in sms.all(SupplierContract)}
    bound = {contract.supplier for contract in known.values() if contract.status == "active"}
    for party in sms.all(OtherParty):
        named = [known[name] for name in party.agreement if name in known]
        if len(named) < len(party.agreement) or party.id in bound or "supplier-contract" in sms.hidden:
            continue
        if all(contract.status != "active" for contract in named):
            states = ", ".join(f"{contract.id} ({contract.status})" for contract in named)
            message = f"{party.id} has no contract in force: {states}"
            yield RULE.about(party, "agreement", message)
