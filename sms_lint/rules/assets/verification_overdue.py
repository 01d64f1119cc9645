"""Configuration information was not verified in time.

The accuracy of configuration information is verified at planned intervals; without that it drifts away from
what is really there. The interval is `intervals.verification` of the settings.

Bad:

```yaml
ci-verification CIV-1:
  held: 2025-09-30  # <- verification-overdue
```

Good:

```yaml
ci-verification CIV-1:
  held: 2026-09-30
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
    clauses=("20000-1:8.2.6",),
    help="hold the next verification and record it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest verification; none at all is missed elsewhere."""
    for late in overdue(sms, "ci-verification", "verification"):
        message = f"the verification after {late.entry.id} was due by {late.day}"
        yield RULE.about(late.entry, late.field, message)
