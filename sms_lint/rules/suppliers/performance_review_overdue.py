"""The performance of a supplier was not reviewed in time.

Performance is held against targets and obligations at planned intervals, so that a supplier that slips is
noticed before customers notice. The interval is `intervals.performance_review` of the settings.

Bad:

```yaml
supplier-contract CON-A:
  valid_from: 2025-01-01
  performance_due: 2026-09-15  # <- performance-review-overdue
  last_performance_review: 2026-04-15
  status: active
```

Good:

```yaml
supplier-contract CON-A:
  valid_from: 2025-01-01
  performance_due: 2026-12-15
  last_performance_review: 2026-09-15
  status: active
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
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="review the performance, set `last_performance_review` and the next `performance_due`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """The day set for the next one counts, and the longest interval of the settings after the last one."""
    for late in overdue(sms, "supplier-contract", "performance-review"):
        last = late.entry.text("last_performance_review")
        before = f", the last one was on {last}" if last else ""
        message = f"the performance review of {late.entry.id} was due on {late.day}{before}"
        yield RULE.finding(late.at, message, node=late.entry.id)
