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

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.delivery import applies
from sms_lint.finding import Finding, Rule
from sms_lint.models.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.models.entry import Entry
from sms_lint.series import period_in
from sms_lint.sms import Sms

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
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("availability"):
        rows[entry.text("service")].append(entry)
    for agreement in sms.all(ServiceLevelAgreement):
        judged = [entry for entry in rows[agreement.service] if _applied(agreement, entry)]
        for index, target in enumerate(agreement.targets):
            if _is_availability(target):
                yield from _compared(agreement, index, judged)


def _compared(agreement: ServiceLevelAgreement, index: int, judged: list[Entry]) -> Iterator[Finding]:
    promised = agreement.targets[index].value
    wrong = [entry for entry in judged if entry.number("target") != promised]
    if not wrong:
        return
    latest = max(wrong, key=lambda entry: entry.text("period"))
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    message = (
        f"{latest.id}{more} has a target of {latest.text('target')} %, {agreement.id} promises {promised} %"
    )
    if len(wrong) > 1 and len(wrong) * 2 > len(judged):
        yield RULE.finding(agreement.at("targets", index, "value"), message, node=agreement.id)
    else:
        yield RULE.finding(latest.at("target"), message, node=latest.id)


def _is_availability(target: ServiceLevelTarget) -> bool:
    return target.name.casefold() == "availability" and target.unit == "%"


def _applied(agreement: ServiceLevelAgreement, entry: Entry) -> bool:
    period = period_in(entry)
    return agreement.status != "draft" and period is not None and applies(agreement, period.last)
