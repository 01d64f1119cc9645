"""A planned internal audit was not held.

The programme is a promise to top management about when each part of the system is looked at.

Bad:

```yaml
audit-programme AUD-01:
  planned: 2026-06-09  # <- audit-overdue
  held:  # not given
```

Good:

```yaml
audit-programme AUD-01:
  planned: 2026-11-24
  held:  # not given
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
    clauses=("20000-1:9.2.2",),
    help="hold the audit and state the day, or agree a new day with top management",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the planned day with today."""
    for late in overdue(sms, "audit-programme", "audit"):
        message = f"{late.entry.id} was planned for {late.day}, {ago(late.day, sms.today)}, and not held"
        yield RULE.about(late.entry, late.field, message)
