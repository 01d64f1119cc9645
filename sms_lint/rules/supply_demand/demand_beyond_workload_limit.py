"""Demand is forecast to pass the workload limit of an agreement.

Beyond the limit the targets no longer hold. Customer and provider talk about a higher limit before it is
reached, because the capacity for it takes time, and each side wants to know what it costs.

Bad:

```yaml
sla SLA-A:
  service: SVC-MAIL
  workload_limits:
    - {value: 400, unit: mailboxes}
  status: active
demand DEM-09:
  service: SVC-MAIL
  unit: mailboxes
  forecast: 412  # <- demand-beyond-workload-limit
```

Good:

```yaml
sla SLA-A:
  service: SVC-MAIL
  workload_limits:
    - {value: 400, unit: mailboxes}
  status: active
demand DEM-09:
  service: SVC-MAIL
  unit: mailboxes
  forecast: 399
```
"""

from collections.abc import Iterator
from decimal import Decimal

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import agreements
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms

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
    plans = newest(sms.entries("capacity"), "reviewed_at", "service", "unit")
    latest = newest(sms.entries("demand"), "period", "service", "unit")
    for agreement in agreements(sms):
        for limit in agreement.workload_limits:
            entry = latest.get((agreement.service, limit.unit))
            forecast = entry.number("forecast") if entry else None
            if entry is None or forecast is None or forecast <= limit.value:
                continue
            if not _is_planned(plans.get((agreement.service, limit.unit)), forecast):
                bound = f"the limit of {limit.value} in {agreement.id}"
                message = f"{entry.id} forecasts {forecast} {limit.unit}, beyond {bound}"
                yield RULE.about(entry, "forecast", message)


def _is_planned(plan: Entry | None, forecast: Decimal) -> bool:
    """Whether the capacity plan says what is done, or has a threshold that says the same as the limit."""
    threshold = plan.number("threshold") if plan else None
    return plan is not None and (
        bool(plan.text("action")) or (threshold is not None and threshold < forecast)
    )
