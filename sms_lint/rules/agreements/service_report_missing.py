"""An issue of a service report is missing between two others.

A report that comes each month or quarter is kept each time. A period without one is a period of which nobody can say
what was reported, decided and told to customers; often the entry of the last issue was written over for the next one.

Bad:

```yaml
service-report SRP-07:
  title: Monthly report
  frequency: month
  period: 2026-07  # <- service-report-missing
service-report SRP-09:
  title: Monthly report
  frequency: month
  period: 2026-09
```

Good:

```yaml
service-report SRP-07:
  title: Monthly report
  frequency: month
  period: 2026-07
service-report SRP-08:
  title: Monthly report
  frequency: month
  period: 2026-08
service-report SRP-09:
  title: Monthly report
  frequency: month
  period: 2026-09
```
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from sms_lint.ground.periods import MONTHS, PeriodUnit
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import Issue, firsts, passed_over, period_in, period_words
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.4",),
    help="enter the issue of that period; a new issue is a new entry, not the last one with another period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the issues of each report; another rule asks for the one after the latest."""
    if "service-report" in sms.hidden:
        return
    issues: dict[str, list[Issue]] = defaultdict(list)
    for entry in firsts(sms, "service-report"):
        period = period_in(entry)
        if period is not None and entry.text("frequency") in MONTHS:
            issues[entry.text("title")].append(Issue(period, entry))
    for title, found in issues.items():
        newest = max(found, key=lambda issue: issue.period.first).entry
        if gap := passed_over(found, cast(PeriodUnit, newest.text("frequency"))):
            yield RULE.about(gap.after, "period", f"{title} has no issue for {period_words(gap.periods)}")
