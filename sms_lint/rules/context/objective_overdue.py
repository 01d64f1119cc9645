"""The day of an objective has passed, and nobody has judged it.

Part of planning an objective is to say when it is reached and how that is judged. An objective that stays
open after its day teaches everybody that objectives do not matter.

Bad:

```yaml
objective OBJ-01:
  due: 2025-12-31  # <- objective-overdue
  status: open
```

Good:

```yaml
objective OBJ-01:
  due: 2026-12-31
  status: open
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
    clauses=(
        "20000-1:6.2.2",
        "20000-1:9.1",
    ),
    help="judge the objective: `met`, `missed` or `dropped`, with the day and the reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for open objectives."""
    for late in overdue(sms, "objective", "result"):
        when = f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{late.entry.id} was to be reached by {when}, and is still open"
        yield RULE.about(late.entry, late.field, message)
