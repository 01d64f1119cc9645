"""Availability management and the service level report give different results for the same month.

The availability of a month is measured once. If two registers differ, one of them was corrected and the other
not, or they measure different things, and the customer was given the figure that is wrong.

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
    actual: 99.7  # <- availability-result-differs
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-09
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 1
    actual: 99.998
    unplanned_outages: 1
    investigation: Restart
    recorded_at: 2026-10-02
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
    actual: 99.998
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-09
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 1
    actual: 99.998
    unplanned_outages: 1
    investigation: Restart
    recorded_at: 2026-10-02
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.7.1",
    ),
    help="find out which figure is right and correct the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the results named availability, in per cent, with the row of the same service and period."""
    services = {one.id: one.service for one in sms.all(ServiceLevelAgreement)}
    measured = {(entry.text("service"), entry.text("period")): entry for entry in firsts(sms, "availability")}
    for entry in firsts(sms, "sla-result"):
        if entry.text("target").casefold() != "availability" or entry.text("unit") != "%":
            continue
        other = measured.get((services.get(entry.text("sla"), ""), entry.text("period")))
        ours, theirs = entry.number("actual"), other.number("actual") if other else None
        if other is not None and ours is not None and theirs is not None and ours != theirs:
            message = f"{entry.id} reports {ours} %, {other.id} has {theirs} % for the same period"
            yield RULE.about(entry, "actual", message)
