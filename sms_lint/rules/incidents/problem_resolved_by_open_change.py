"""A problem is resolved although a change that resolves it is not carried out.

The cause is taken away once the change is done, not once it is asked for. A rejected change does not count.

Bad:

```yaml
problem PRB-01:
  status: resolved  # <- problem-resolved-by-open-change
  change: [CHG-01]
change CHG-01: {status: requested}
```

Good:

```yaml
problem PRB-01:
  status: known_error
  change: [CHG-01]
change CHG-01: {status: requested}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="set the problem back, or enter how the change went",
)


OPEN = frozenset({"requested", "approved"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the changes of each problem that is resolved or closed."""
    states = {entry.id: entry.text("status") for entry in sms.entries("change")}
    for problem in sms.entries("problem"):
        if problem.text("status") not in {"resolved", "closed"}:
            continue
        waiting = [change for change in problem.texts("change") if states.get(change) in OPEN]
        if waiting:
            message = f"{problem.id} is {problem.text('status')}, but {listed(waiting)} is not carried out"
            yield RULE.about(problem, "status", message)
