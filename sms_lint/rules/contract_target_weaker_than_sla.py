"""A supplier promises less than the agreement with the customer that rests on it.

What a supplier delivers is part of what the customer gets. Where the supplier may be down longer, or take
more time, than was promised to the customer, the promise can be broken without the supplier being at fault.
Compared are targets of the same name and unit.

Bad:

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
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
        metric: Share
        value: 99.0  # <- contract-target-weaker-than-sla
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

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
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
        metric: Share
        value: 99.9
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

from sms_lint.finding import Finding, Rule
from sms_lint.models.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.models.supply import ContractTarget, SupplierContract
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="agree on a stricter target with the supplier, or take the agreement out of `supports_sla`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each target of an active contract with those of the agreements it supports, and report it once."""
    known = {one.id: one for one in sms.all(ServiceLevelAgreement) if one.status != "ended"}
    for contract in sms.all(SupplierContract):
        supported = [known[name] for name in contract.supports_sla if name in known]
        for index, target in enumerate(contract.targets if contract.status == "active" else ()):
            promises = [(one.id, promised) for one in supported for promised in one.targets]
            broken = [(name, promised) for name, promised in promises if _is_weaker(target, promised)]
            if broken:
                name, promised = broken[0]
                more = f" (and of {len(broken) - 1} more)" if len(broken) > 1 else ""
                message = (
                    f"`{target.name}` of {contract.id} is {target.value} {target.unit}, "
                    f"weaker than {promised.value} {promised.unit} of {name}{more}"
                )
                yield RULE.finding(contract.at("targets", index, "value"), message, node=contract.id)


def _is_weaker(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    if (target.name, target.unit, target.direction) != (promised.name, promised.unit, promised.direction):
        return False
    higher = target.direction == "higher"
    return target.value < promised.value if higher else target.value > promised.value
