"""A continuity test failed and the plan was not tested again.

A failed test shows that customers would have waited longer than agreed. What was corrected has to be shown to work
within `intervals.retest` of the settings.

Bad:

```yaml
continuity-test CTT-01:
  date: 2026-05-12
  result: failed  # <- failed-continuity-test-without-retest
```

Good:

```yaml
continuity-test CTT-01:
  date: 2026-05-12
  result: passed
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
    clauses=("20000-1:8.7.2",),
    help="correct what failed and test the plan again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a later test of the same plan."""
    for late in overdue(sms, "continuity-test", "retest"):
        entry, plan = late.entry, late.entry.text("plan")
        if plan not in sms.unread:
            message = f"{entry.id} failed on {late.since}, and {plan} was not tested again by {late.day}"
            yield RULE.about(entry, "result", message)
