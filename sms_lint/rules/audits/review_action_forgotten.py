"""A management review does not mention an action that the review before it left open.

The first input of each review is the status of earlier actions. An open action that is not mentioned there is lost.

Bad:

```yaml
management-review MR-00:
  date: 2026-01-14
  inputs: {earlier_actions: None were open before this review}
  actions:
    - {status: open}
management-review MR-01:
  date: 2026-07-14
  inputs: {earlier_actions: None were open before this review}  # <- review-action-forgotten
  actions:
    - {status: open}
```

Good:

```yaml
management-review MR-00:
  date: 2026-01-14
  inputs: {earlier_actions: None were open before this review}
  actions:
    - {status: done}
management-review MR-01:
  date: 2026-07-14
  inputs: {earlier_actions: None were open before this review}
  actions:
    - {status: open}
```
"""

from collections.abc import Iterator
from itertools import pairwise

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.management_review import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="state the status of each open action",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each review with the one before it."""
    reviews = sorted(sms.all(ManagementReview), key=lambda review: review.date)
    for before, review in pairwise(reviews):
        said = review.inputs.earlier_actions
        lost = [action.id for action in before.actions if action.status == "open" and action.id not in said]
        if lost:
            message = f"{review.id} does not mention {listed(lost)}, which {before.id} left open"
            yield RULE.about(review, ("inputs", "earlier_actions"), message)
