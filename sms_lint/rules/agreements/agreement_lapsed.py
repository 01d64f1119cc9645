"""An agreement or a contract has run out, and is still called active.

After its last day it binds nobody. Either it was renewed and the register does not say so, or the service is
delivered, or supplied, on goodwill.

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
    valid_to: 2026-09-30  # <- agreement-lapsed
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
    valid_to: 2026-12-31
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the agreement and set `valid_to`, or set `status` to ended",
    aliases=("sla-lapsed", "contract-lapsed"),
)
_SLA = RULE.part("sla-lapsed", clauses=("20000-1:8.3.3",))
_CONTRACT = RULE.part(
    "contract-lapsed",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the contract and set `valid_to`, or set `status` to ended",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreements with customers and contracts with suppliers."""
    yield from _sla(sms)
    yield from _contract(sms)


def _sla(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active agreement with today."""
    for agreement in agreements(sms):
        if agreement.valid_to is not None and agreement.valid_to < sms.today:
            message = f"{agreement.id} is active, but was valid until {agreement.valid_to} only"
            yield _SLA.about(agreement, "valid_to", message)


def _contract(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active contract with today."""
    for contract in sms.all(SupplierContract):
        if contract.status == "active" and contract.valid_to is not None and contract.valid_to < sms.today:
            message = f"{contract.id} is active, but was valid until {contract.valid_to} only"
            yield _CONTRACT.about(contract, "valid_to", message)
