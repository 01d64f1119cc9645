"""A known error is open although its problem is closed.

Users and the service desk go on using a workaround that is not needed any more.

Bad:

```yaml
problem PRB-01: {status: closed}
known-error KER-01:
  problem: PRB-01
  status: open  # <- known-error-of-closed-problem
```

Good:

```yaml
problem PRB-01: {status: closed}
known-error KER-01:
  problem: PRB-01
  status: closed
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="close the known error, or open the problem again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the problem of each open known error."""
    closed = {
        entry.id: entry.day("closed_at")
        for entry in sms.entries("problem")
        if entry.text("status") == "closed"
    }
    for entry in sms.entries("known-error"):
        problem = entry.text("problem")
        if entry.text("status") == "open" and problem in closed and not entry.text("closed_at"):
            message = f"{entry.id} is open, but {problem} was closed on {closed[problem]}"
            yield RULE.about(entry, "status", message)
