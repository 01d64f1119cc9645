"""A problem has been open for too long without a known cause or a workaround.

Its incidents keep coming, and nobody can say why or what helps. A problem with a known cause or a workaround has the
status `known_error` and may wait for its fix. The limit is the setting `intervals.problem_open`.

Bad:

```yaml
problem PRB-01:
  opened_at: 2026-05-19
  status: open  # <- problem-left-open
```

Good:

```yaml
problem PRB-01:
  opened_at: 2026-10-19
  status: open
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
    clauses=("20000-1:8.6.3",),
    help="enter the cause or a workaround, escalate it, or close it with a reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the problems whose status is still `open`."""
    for late in overdue(sms, "problem", "cause"):
        entry = late.entry
        escalated = "" if entry.text("escalated") == "yes" else " and was not escalated"
        message = f"{entry.id} has been open since {late.since}{escalated}"
        yield RULE.about(entry, "status", message)
