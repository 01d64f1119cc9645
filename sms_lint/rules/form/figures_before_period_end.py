"""Figures of a period were reported before the period had ended.

The figures of a month are known when it is over. A report of an earlier day leaves days out, or its date or period
belongs to another row.

Bad:

```yaml
demand DEM-09:
  period: 2026-09
  reported_at: 2026-09-07  # <- figures-before-period-end
```

Good:

```yaml
demand DEM-09:
  period: 2026-09
  reported_at: 2026-10-07
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.1",
        "20000-1:8.4.2",
        "20000-1:8.7.1",
    ),
    help=(
        "correct a wrong date or `period`; figures that were really reported too early are reported again "
        "once the period has ended"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each report with the last day of its period."""
    for kind, model in sms.kinds.items():
        field = model.KIND.moment
        for entry in sms.entries(kind) if model.KIND.series and field else ():
            period, day = period_in(entry), entry.day(field)
            if period is not None and day is not None and day < period.last:
                message = f"{entry.id} was reported on {day}, before {period} had ended"
                yield RULE.about(entry, field, message)
