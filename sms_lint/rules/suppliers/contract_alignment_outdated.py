"""A contract was last compared with an agreement before that agreement began.

Whether the supplier's targets still carry those promised to the customer has to be looked at again whenever
an agreement begins or is renewed. A check of an earlier day was made against other promises.

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
    valid_from: 2026-07-01
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
        metric: Share of time
        value: 99.5
        unit: "%"
        direction: higher
    authorities: The carrier repairs
    interfaces: Ticket
    supports_sla: [SLA-A]
    alignment_checked_at: 2026-01-20  # <- contract-alignment-outdated
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
    valid_from: 2026-07-01
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
        metric: Share of time
        value: 99.5
        unit: "%"
        direction: higher
    authorities: The carrier repairs
    interfaces: Ticket
    supports_sla: [SLA-A]
    alignment_checked_at: 2026-07-02
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
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="compare the targets again and set `alignment_checked_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the check with the first day of each active agreement that the contract supports."""
    began = {one.id: one.valid_from for one in sms.all(ServiceLevelAgreement) if one.status == "active"}
    for contract in sms.all(SupplierContract):
        checked = contract.alignment_checked_at
        if contract.status != "active" or checked is None:
            continue
        later = [
            name for name in contract.supports_sla if name in began and checked < began[name] <= sms.today
        ]
        if later:
            names = ", ".join(f"{name} (from {began[name]})" for name in later)
            message = f"the targets of {contract.id} were compared on {checked}, before {names}"
            yield RULE.about(contract, "alignment_checked_at", message)
