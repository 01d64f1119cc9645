"""Top management has not reviewed the system in time.

The management review is where top management sees how the system works and decides. It is held within
`intervals.management_review` of the settings.

Bad:

```yaml
management-review MR-01:
  date: 2025-07-14  # <- management-review-overdue
```

Good:

```yaml
management-review MR-01:
  date: 2026-07-14
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="hold the review and record its minutes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest review; none at all is missed elsewhere."""
    for late in overdue(sms, "management-review", "review"):
        message = f"the management review after {late.entry.id} was due by {late.day}"
        yield RULE.about(late.entry, late.field, message)
