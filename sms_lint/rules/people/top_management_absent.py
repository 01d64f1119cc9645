"""Nobody from top management took part in a management review.

The review is the work of top management itself; a review without it decides nothing. The person register shows who held
which role on that day.

Bad:

```yaml
management-review MR-01:
  date: 2026-07-14
  attendees: [P-002, P-003]  # <- top-management-absent
```

Good:

```yaml
management-review MR-01:
  date: 2026-07-14
  attendees: [P-001, P-002]
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
    clauses=("20000-1:9.3", "20000-1:5.1"),
    help="name who took part for top management, or hold the review again with it",
    needs=("top_management",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the roles of all who took part, on the day of the review."""
    if not sms.top_management or {"person", "role"} & sms.hidden:
        return
    for review in sms.all(ManagementReview):
        roles = {role for person in review.attendees for role in sms.roles_on(person, review.date)}
        if roles.isdisjoint(sms.top_management):
            message = f"nobody who took part in {review.id} was top management on {review.date}"
            yield RULE.about(review, "attendees", message)
