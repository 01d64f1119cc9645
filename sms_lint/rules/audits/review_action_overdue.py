"""An action of a management review is overdue.

What top management has decided is done by its day, or top management hears why not.

Bad:

```yaml
management-review MR-01:
  actions:
    - {due: 2026-09-11, status: open}  # <- review-action-overdue
```

Good:

```yaml
management-review MR-01:
  actions:
    - {due: 2026-12-11, status: open}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="carry it out and say so, or have top management agree a new day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each open action with today."""
    for review in sms.all(ManagementReview):
        for index, action in enumerate(review.actions):
            if action.status == "open" and action.due < sms.today:
                message = (
                    f"action {action.id} of {review.id} was due on {action.due}, {ago(action.due, sms.today)}"
                )
                yield RULE.about(review, ("actions", index, "due"), message)
