"""A self-assessment is older than it says that it may be.

A judgement is only worth something as long as it is repeated. Past its interval the obligations that rest on it
are no longer shown, and an auditor will ask who has looked since.

Bad:

```yaml
self-assessment SA-01:
  assessed_at: 2025-09-15  # <- self-assessment-outdated
  every: 12 months
```

Good:

```yaml
self-assessment SA-01:
  assessed_at: 2026-09-15
  every: 12 months
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
    clauses=("20000-1:9.1",),
    help="judge it again and enter the new judgement; the old one stays as it is",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest self-assessment of each clause with its own interval."""
    for late in overdue(sms, "self-assessment", "assessment"):
        entry = late.entry
        message = (
            f"{entry.text('clause')} was last judged on {late.since} ({entry.id}); that is due every "
            f"{entry.text('every')}"
        )
        yield RULE.about(entry, late.field, message)
