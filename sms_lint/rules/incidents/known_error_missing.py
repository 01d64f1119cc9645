"""A problem is a known error and nobody is told how to live with it.

As long as the cause is not taken away, those who handle incidents need to know how to recognise it and what
helps.

Bad:

```yaml
problem PRB-01:
  status: known_error  # <- known-error-missing
known-error KER-01: {problem: PRB-02}
```

Good:

```yaml
problem PRB-01:
  status: known_error
known-error KER-01: {problem: PRB-01}
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
    help="add an entry with its workaround to the known error register",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the entry of each problem of that state."""
    if "known-error" in sms.hidden:
        return
    told = {entry.text("problem") for entry in sms.entries("known-error")} | sms.unread
    for problem in sms.entries("problem"):
        if problem.text("status") == "known_error" and problem.id not in told:
            message = f"{problem.id} is a known error, but no entry of the known error register is about it"
            yield RULE.about(problem, "status", message)
