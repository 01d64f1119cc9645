"""A result is given in another unit than its target.

The value measured and the value agreed can be compared only in the same unit. A result of 0.97 against a
target of 95 per cent, or of 240 minutes against 4 hours, looks wrong in every report.

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

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-09
    sla: SLA-A
    target: availability
    period: 2026-09
    actual: 99.7
    unit: share  # <- sla-result-unit-differs
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
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

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-09
    sla: SLA-A
    target: availability
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="give the result in the unit of the target",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the unit of each result with that of the target it names."""
    units = {
        (one.id, target.name): target.unit for one in sms.all(ServiceLevelAgreement) for target in one.targets
    }
    for entry in sms.entries("sla-result"):
        agreed = units.get((entry.text("sla"), entry.text("target")))
        if agreed is not None and entry.text("unit") not in {agreed, ""}:
            message = f"{entry.id} gives {entry.text('unit')}, the target is agreed in {agreed}"
            yield RULE.about(entry, "unit", message)
