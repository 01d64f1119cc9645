"""Availability is held against another target than the one agreed with the customer.

The target of the agreement is the promise. If availability management counts against another one, its reports
say met where the customer reads missed. Where most rows of a service differ, the agreement is shown.

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

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.0  # <- availability-target-differs
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
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

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 0
    actual: 100
    unplanned_outages: 0
    investigation: No unplanned outage
    recorded_at: 2026-10-02
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import disputed_targets
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.7.1",
    ),
    help="put `target` right, or the target of the agreement",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each row with the agreements on its service that applied at the end of its period."""
    for one in sms.once(disputed_targets):
        promised = one.agreement.targets[one.number].value
        latest = max(one.others, key=lambda entry: entry.text("period"))
        more = f" (and {len(one.others) - 1} more)" if len(one.others) > 1 else ""
        stated = latest.text("target")
        message = f"{latest.id}{more} has a target of {stated} %, {one.agreement.id} promises {promised} %"
        if one.by_most:
            yield RULE.about(one.agreement, ("targets", one.number, "value"), message)
        else:
            yield RULE.about(latest, "target", message)
