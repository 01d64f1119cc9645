"""A complaint has been open for long, and was not escalated.

A complaint that is not resolved through the normal channel within a stated time goes beyond it, so that
somebody with more power deals with it. The time is `intervals.complaint` of the settings.

Bad:

```yaml
complaint CPL-1:
  received: 2026-09-10
  status: open
  escalated: no  # <- complaint-not-escalated
```

Good:

```yaml
complaint CPL-1:
  received: 2026-09-10
  status: open
  escalated: yes
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
    clauses=("20000-1:8.3.2",),
    help="resolve the complaint, or escalate it and say how far",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Count the days of each complaint that is open and was not escalated."""
    for late in overdue(sms, "complaint", "escalation"):
        entry = late.entry
        message = f"{entry.id} came in {ago(late.since, sms.today)}, and is neither resolved nor escalated"
        yield RULE.about(entry, "escalated", message)
