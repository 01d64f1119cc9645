"""A document or register is past its review date.

Documented information is reviewed at planned intervals, so that nobody works from a statement its owner no
longer stands behind. The day of the next review is the last one plus the stated interval.

Bad:

```yaml
risk register:
  review: {every: 6 months, last: 2026-03-15}  # <- overdue-review
```

Good:

```yaml
risk register:
  review: {every: 6 months, last: 2026-09-15}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import reviews
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="review the content and set `last` to the day of the review, or retire the document",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the next review with today; drafts and retired documents have no review."""
    for node, due in reviews(sms):
        if due < sms.today:
            message = f"{node.id} was due for review on {due}, {ago(due, sms.today)}"
            yield RULE.about(node, "review", message)
