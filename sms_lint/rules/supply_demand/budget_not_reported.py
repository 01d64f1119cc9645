"""The actual costs of a period were not reported in time.

Costs are held against the budget at planned intervals. A row that is still called planned long after its
period has ended means that nobody knows what the service did cost. The time for it is `intervals.reporting`
of the settings.

Bad:

```yaml
budget BUD-1:
  period: 2026-Q3
  status: planned  # <- budget-not-reported
```

Good:

```yaml
budget BUD-1:
  period: 2026-Q3
  status: reported
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
    clauses=("20000-1:8.4.1",),
    help="enter `actual`, `variance` and `reported_at`, and set `status` to reported",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the planned rows whose period ended long enough ago."""
    for late in overdue(sms, "budget", "report"):
        entry = late.entry
        message = f"{entry.id} is still planned, although {entry.text('period')} has ended"
        yield RULE.about(entry, "status", message)
