"""Two targets of one agreement have the same name.

Results are reported under the name of the target. With two targets of one name nobody can tell which of them
was met. Mostly a target was copied, and the copy not finished.

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
      - name: availability  # <- agreed-target-twice
        metric: Share
        value: 99.9
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
      - name: availability by night
        metric: Share
        value: 99.9
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
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.3.4.1",
    ),
    help="give the second target a name of its own, or take it out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the names of the targets of each agreement and contract that has not ended."""
    judged: tuple[ServiceLevelAgreement | SupplierContract, ...] = (
        *sms.all(ServiceLevelAgreement),
        *sms.all(SupplierContract),
    )
    for node in judged:
        seen: set[str] = set()
        targets: tuple[ServiceLevelTarget | ContractTarget, ...] = node.targets
        names = [target.name for target in targets] if node.status != "ended" else []
        for index, stated in enumerate(names):
            name = stated.casefold()
            if name in seen:
                message = f"{node.id} has two targets with the name `{stated}`"
                yield RULE.about(node, ("targets", index, "name"), message)
            seen.add(name)
