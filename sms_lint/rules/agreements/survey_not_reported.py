"""The result of a survey was not reported.

Results are analysed, reviewed and reported to those who can act on them. Customers who were asked and never
hear what came of it do not answer again. The time for it is `intervals.reporting` of the settings.

Bad:

```yaml
satisfaction SAT-1:
  period: 2026-09
  reported_to: Customers  # <- survey-not-reported
  reported_at:  # not given
```

Good:

```yaml
satisfaction SAT-1:
  period: 2026-09
  reported_to: Customers
  reported_at: 2026-10-09
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
    help="report the result and set `reported_at`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the surveys whose period ended long enough ago."""
    for late in overdue(sms, "satisfaction", "report"):
        entry = late.entry
        message = f"{entry.id} covers {entry.text('period')}, and its result has not been reported yet"
        yield RULE.about(entry, "reported_to", message)
