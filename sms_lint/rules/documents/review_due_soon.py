"""A review is due soon.

A review takes time. The note appears some days before the review is due (`review.due_soon` in the settings, 30 days by
default), so that nothing becomes overdue by surprise. For a short interval it appears only in the last quarter: what is
reviewed every month would always be due soon.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active
  review: {every: 12 months, last: 2025-11-15}  # <- review-due-soon
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  review: {every: 12 months, last: 2026-03-15}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import reviews
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.2",),
    help="review the content and set `last` to the day of the review",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the next review with today; drafts and retired documents have no review."""
    horizon = sms.config.review.due_soon.after(sms.today)
    for node, due in reviews(sms):
        left = (due - sms.today).days
        if sms.today <= due <= horizon and left <= node.review.every.days / 4:
            when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
            message = f"{node.id} is due for review on {due}, {when}"
            yield RULE.about(node, "review", message)
