"""Two records give different workloads for the same agreement and period.

The workload of a month is counted once. It stands beside each target of the agreement, and where the same
thing is counted as demand of the service, there too. Different figures mean that one of the reports is wrong.

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
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380  # <- sla-result-workload-differs
    workload_unit: mailboxes
    reported_at: 2026-10-07
```

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-09
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 391
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
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

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-09
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
```
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

Counted = Mapping[tuple[str, str, str], tuple[Decimal, str]]

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.2",
    ),
    help="find out which figure is right and correct the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each row with the first one of its agreement and period, and that one with the demand of the service."""
    services = {one.id: one.service for one in sms.all(ServiceLevelAgreement)}
    demand = _demand(sms)
    first: dict[tuple[str, str, str], tuple[Decimal, str]] = {}
    for entry in firsts(sms, "sla-result"):
        actual = entry.number("workload_actual")
        if actual is None:
            continue
        unit, period = entry.text("workload_unit"), entry.text("period")
        said = first.get((entry.text("sla"), period, unit))
        if said is None:
            first[entry.text("sla"), period, unit] = actual, entry.id
            said = demand.get((services.get(entry.text("sla"), ""), period, unit))
        if said is not None and said[0] != actual:
            message = f"{entry.id} gives {actual} {unit} for {period}, {said[1]} gives {said[0]}"
            yield RULE.about(entry, "workload_actual", message)


def _demand(sms: Sms) -> Counted:
    """The demand of each service and period, in the unit in which it is counted."""
    found = ((entry, entry.number("current")) for entry in firsts(sms, "demand"))
    return {_key(entry): (number, entry.id) for entry, number in found if number is not None}


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.text("service"), entry.text("period"), entry.text("unit")
