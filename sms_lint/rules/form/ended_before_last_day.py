"""A contract or an agreement is called ended before its last day.

Either it is still in force, and somebody owes something under it that nobody watches any more, or its last day
was not put forward when it was ended.

Bad:

```yaml
supplier-contract CON-A:
  valid_to: 2026-12-31  # <- ended-before-last-day
  status: ended
```

Good:

```yaml
supplier-contract CON-A:
  valid_to: 2025-12-31
  status: ended
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.3",
    ),
    help="write the day on which it really ended in `valid_to`, or set `status` back to active",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of what has ended with today."""
    for kind in ("supplier-contract", "sla"):
        for entry in sms.entries(kind):
            last = entry.day("valid_to")
            if entry.text("status") == "ended" and last is not None and last > sms.today:
                message = f"{entry.id} is called ended, but is valid until {last}"
                yield RULE.about(entry, "valid_to", message)
