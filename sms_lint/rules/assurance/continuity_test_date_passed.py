"""The day of the next continuity test has passed.

Whoever reads the plan sees when it is tried next. A day that has passed says that the test was forgotten, or
that nobody entered it.

Bad:

```yaml
continuity-plan SCP-01:
  next_test: 2026-08-11  # <- continuity-test-date-passed
```

Good:

```yaml
continuity-plan SCP-01:
  next_test: 2027-05-11
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
    clauses=("20000-1:8.7.2",),
    help="hold the test and record it, and state the day of the one after it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today; one from before the assessment of risks is a fault of the entry."""
    for late in overdue(sms, "continuity-plan", "test"):
        message = f"the next test of {late.entry.id} was planned for {late.day}, {ago(late.day, sms.today)}"
        yield RULE.about(late.entry, late.field, message)
