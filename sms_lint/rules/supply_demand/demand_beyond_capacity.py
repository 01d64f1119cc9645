"""Demand reaches beyond the threshold of the capacity plan, and the plan says nothing about it.

Demand is forecast so that capacity is there in time. Where the latest figure, or its forecast, passes the
threshold that the plan sets for the same service in the same unit, the lead time has already begun to run.

Bad:

```yaml
demand DEM-09:
  service: SVC-MAIL
  unit: mailboxes
  current: 380
  forecast: 412  # <- demand-beyond-capacity
capacity CAP-1:
  service: SVC-MAIL
  unit: mailboxes
  threshold: 400
  action:  # not given
```

Good:

```yaml
demand DEM-09:
  service: SVC-MAIL
  unit: mailboxes
  current: 380
  forecast: 412
capacity CAP-1:
  service: SVC-MAIL
  unit: mailboxes
  threshold: 400
  action: Fifty licences more by December
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.4.2",
        "20000-1:8.4.3",
    ),
    help="say in `action` of the capacity entry what is done, by whom and when",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest demand of each service and measure with the entry of the same unit."""
    plans = newest(sms.entries("capacity"), "reviewed_at", "service", "unit")
    latest = newest(sms.entries("demand"), "period", "service", "unit")
    for key, entry in latest.items():
        plan = plans.get(key)
        if plan is None or plan.text("action") or plan.text("act_when") == "below":
            continue
        field = next((name for name in ("current", "forecast") if _passes(entry, name, plan)), "")
        if field:
            what = f"{entry.id} gives {entry.text(field)} {entry.text('unit')} as {field} demand"
            message = f"{what}, beyond the threshold of {plan.text('threshold')} in {plan.id}"
            yield RULE.about(entry, field, message)


def _passes(entry: Entry, field: str, plan: Entry) -> bool:
    figure, threshold = entry.number(field), plan.number("threshold")
    return figure is not None and threshold is not None and figure > threshold
