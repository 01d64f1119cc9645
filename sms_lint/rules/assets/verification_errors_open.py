"""Errors found by a verification have not been corrected for long.

A verification that finds errors leads to corrections, or it was a formality. The time for them is
`intervals.correction` of the settings.

Bad:

```yaml
ci-verification CIV-1:
  held: 2026-06-30
  errors: 2  # <- verification-errors-open
  closed_at:  # not given
```

Good:

```yaml
ci-verification CIV-1:
  held: 2026-06-30
  errors: 2
  closed_at: 2026-07-06
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
    clauses=("20000-1:8.2.6",),
    help="correct the errors, say so in `actions`, and set `closed_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the verifications with errors that are not closed."""
    for late in overdue(sms, "ci-verification", "correction"):
        entry, held = late.entry, ago(late.since, sms.today)
        message = f"the {entry.text('errors')} errors that {entry.id} found {held} are not closed"
        yield RULE.about(entry, "errors", message)
