"""Demand is forecast to pass the workload limit of an agreement.

Beyond the limit the targets no longer hold. Customer and provider talk about a higher limit before it is
reached, because the capacity for it takes time, and each side wants to know what it costs.

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
    forecast: 412  # <- demand-beyond-workload-limit
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
    forecast: 399
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
```
"""

from collections.abc import Iterator

from sms_lint.delivery import agreements
from sms_lint.finding import Finding, Rule
from sms_lint.models.entry import Entry
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.2",
    ),
    help="agree with the customer on the limit, and say in `action` of the capacity entry what is done",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest forecast with the limits in its unit, unless the capacity plan says what is done."""
    plans = (entry for entry in sms.entries("capacity") if entry.text("action"))
    acting = {(entry.text("service"), entry.text("unit")) for entry in plans}
    latest: dict[tuple[str, str], Entry] = {}
    for entry in sms.entries("demand"):
        key = entry.text("service"), entry.text("unit")
        if key not in latest or latest[key].text("period") < entry.text("period"):
            latest[key] = entry
    for agreement in agreements(sms):
        for limit in agreement.workload_limits:
            found = latest.get((agreement.service, limit.unit))
            forecast = found.number("forecast") if found else None
            if found is None or forecast is None or (agreement.service, limit.unit) in acting:
                continue
            if forecast > limit.value:
                bound = f"the limit of {limit.value} in {agreement.id}"
                message = f"{found.id} forecasts {forecast} {limit.unit}, beyond {bound}"
                yield RULE.finding(found.at("forecast"), message, node=found.id)
