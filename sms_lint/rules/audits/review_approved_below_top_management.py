"""Minutes of a management review were not approved by top management.

The decisions of the review bind the organization only where top management confirms them.

Bad:

```yaml
management-review MR-01:
  approved_by: change-manager  # <- review-approved-below-top-management
```

Good:

```yaml
management-review MR-01:
  approved_by: managing-director
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.management_review import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="have the minutes approved by a role that has `top_management: yes`",
    needs=("top_management",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the role with those that count as top management."""
    if not sms.top_management or "role" in sms.hidden:
        return
    for review in sms.all(ManagementReview):
        if review.approved_by in sms.roles and review.approved_by not in sms.top_management:
            message = f"{review.id} was approved by {review.approved_by}, which is not top management"
            yield RULE.about(review, "approved_by", message)
