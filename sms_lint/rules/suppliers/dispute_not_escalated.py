"""A dispute with a supplier has been open for long, and nobody above knows.

Disputes are managed to an outcome. One that the two sides do not settle within a stated time goes to the next
level, before it spoils the service. The time is `intervals.dispute` of the settings.

Bad:

```yaml
dispute DSP-1:
  opened: 2026-08-02
  status: open  # <- dispute-not-escalated
```

Good:

```yaml
dispute DSP-1:
  opened: 2026-08-02
  status: escalated
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
    severity="warning",
    clauses=("20000-1:8.3.4.1",),
    help="settle the dispute, or take it to the next level and set `status` to escalated",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Count the days of each dispute that is open and has not been escalated."""
    for late in overdue(sms, "dispute", "escalation"):
        opened = ago(late.since, sms.today)
        message = f"{late.entry.id} was opened {opened}, and is neither settled nor escalated"
        yield RULE.about(late.entry, "status", message)
