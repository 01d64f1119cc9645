"""A target can never be missed, or never be met.

A target is agreed so that it makes a difference. A share of more than 100 per cent cannot be reached, one of
at least 0 per cent cannot be missed, and a time of at most nothing cannot be kept. Mostly a figure was typed
wrong, or the direction.

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
        value: 995  # <- agreed-target-out-of-range
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
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.delivery import agreements, never
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.3.4.1",
    ),
    help="put `value` or `direction` right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Judge each target of active agreements and contracts by its unit and direction."""
    contracts = (one for one in sms.all(SupplierContract) if one.status == "active")
    judged: tuple[ServiceLevelAgreement | SupplierContract, ...] = (*agreements(sms), *contracts)
    for node in judged:
        targets: tuple[ServiceLevelTarget | ContractTarget, ...] = node.targets
        for index, target in enumerate(targets):
            if fault := never(target):
                message = f"the target `{target.name}` of {node.id}, {_words(target)}, can never be {fault}"
                yield RULE.about(node, ("targets", index, "value"), message)


def _words(target: ServiceLevelTarget | ContractTarget) -> str:
    bound = "at least" if target.direction == "higher" else "at most"
    return f"{bound} {target.value} {target.unit}"
