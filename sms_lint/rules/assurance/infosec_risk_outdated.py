"""An information security risk was not assessed in time.

Threats change faster than systems. Each risk is assessed again within `intervals.risk_review` of the settings.

Bad:

```yaml
infosec-risk ISR-01:
  assessed_at: 2025-04-10  # <- infosec-risk-outdated
```

Good:

```yaml
infosec-risk ISR-01:
  assessed_at: 2026-04-10
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.3.2",),
    help="assess the risk again and state the day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each assessment with today."""
    for late in overdue(sms, "infosec-risk", "review"):
        message = f"{late.entry.id} was last assessed on {late.since}, {ago(late.since, sms.today)}"
        yield RULE.finding(late.at, message, node=late.entry.id)
