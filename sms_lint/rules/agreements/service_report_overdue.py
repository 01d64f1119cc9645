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
from datetime import timedelta

from sms_lint.ground.periods import period_of, read_period
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ServiceReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.4",),
    help="issue the report and state its period, or change how often it is issued",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Work out when the issue after the latest one was due; a report issued by the week has no such period."""
    for report in sms.all(ServiceReport):
        period = read_period(report.period)
        if report.frequency == "week" or period is None:
            continue
        following = period_of(period.last + timedelta(days=1), report.frequency)
        due = sms.config.intervals.reporting.after(following.last)
        if due < sms.today:
            message = (
                f"{report.id} was last issued for {report.period}; the issue for {following} was due by {due}"
            )
            yield RULE.about(report, "period", message)
