"""The next issue of a service report is overdue.

Reports come as often as agreed, or decisions are taken without them. The issue after the latest one is due
`intervals.reporting` after the end of its period.

Bad:

```yaml
service-report SRP-01:
  frequency: month
  period: 2026-07  # <- service-report-overdue
```

Good:

```yaml
service-report SRP-01:
  frequency: month
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
    severity="warning",
    clauses=("20000-1:9.4",),
    help="issue the report and state its period, or change how often it is issued",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Ask when the issue after the latest one was due; a weekly report has no such period."""
    for late in overdue(sms, "service-report", "issue"):
        entry = late.entry
        message = (
            f"{entry.id} was last issued for {entry.text('period')}; the next issue was due by {late.day}"
        )
        yield RULE.about(entry, late.field, message)
