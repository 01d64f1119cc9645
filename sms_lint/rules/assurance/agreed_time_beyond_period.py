"""The agreed service time of a service is longer than the period that it is about.

A month of thirty days has 43,200 minutes. A share of available time that is computed with more is too good, and a share
computed with hours instead of minutes is far too bad.

Bad:

```yaml
availability AVL-09:
  period: 2026-09
  agreed_service_time: 63200  # <- agreed-time-beyond-period
```

Good:

```yaml
availability AVL-09:
  period: 2026-09
  agreed_service_time: 43200
```
"""

from collections.abc import Iterator
from decimal import Decimal

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="write the minutes that were agreed in this period, and compute the share again",
)
# A period that holds the change from summer time is an hour longer than its days.
MINUTES_OF_A_DAY, SUMMER_TIME = 24 * 60, 60


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the agreed minutes with all minutes of the period."""
    for entry in sms.entries("availability"):
        period, agreed = period_in(entry), entry.number("agreed_service_time")
        if period is None or agreed is None:
            continue
        minutes = ((period.last - period.first).days + 1) * MINUTES_OF_A_DAY
        if agreed > Decimal(minutes + SUMMER_TIME):
            message = f"{entry.id} has {agreed:f} minutes of agreed time, but {period} has only {minutes}"
            yield RULE.about(entry, "agreed_service_time", message)
