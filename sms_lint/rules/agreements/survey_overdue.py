"""Satisfaction with the services was not measured in time.

Satisfaction is measured at planned intervals, so that it can be compared from one time to the next. The
interval is `intervals.satisfaction` of the settings, counted from the end of the period last asked about.

Bad:

```yaml
satisfaction SAT-2025:
  period: 2025-09  # <- survey-overdue
```

Good:

```yaml
satisfaction SAT-2026:
  period: 2026-09
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="hold the next survey and record its result",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest survey; none at all is missed elsewhere."""
    for late in overdue(sms, "satisfaction", "survey"):
        message = f"the survey after {late.entry.id} was due by {late.day}"
        yield RULE.about(late.entry, late.field, message)
