"""A transition is completed, and names no change by which it was carried out.

A plan alone alters nothing. Whatever went live, was taken down or was handed over went through change
management, and from the transition an auditor has to find where it was approved.

Bad:

```yaml
transition TRN-2026-01:
  status: completed
  changes: []  # <- transition-without-changes
```

Good:

```yaml
transition TRN-2026-01:
  status: completed
  changes: [CHG-2026-0001]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.1.2",
    ),
    help="name the changes in `changes`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at completed transitions."""
    for one in sms.entries("transition"):
        if one.text("status") == "completed" and not one.texts("changes"):
            message = f"{one.id} is completed, but names no change by which it was carried out"
            yield RULE.about(one, "changes", message)
