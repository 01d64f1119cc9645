"""The review of an agreement with the customer is overdue.

Performance against targets and the agreement itself are reviewed with the customer at planned intervals. An
agreement that nobody looks at drifts away from what the customer needs and what is delivered.

Bad:

```yaml
sla SLA-A:
  review_due: 2026-06-10  # <- sla-review-overdue
  status: active
```

Good:

```yaml
sla SLA-A:
  review_due: 2026-12-10
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
    clauses=("20000-1:8.3.3",),
    help="review the agreement with the customer and set the next `review_due`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for agreements that apply today."""
    for late in overdue(sms, "sla", "review"):
        message = f"the review of {late.entry.id} was due on {late.day}"
        yield RULE.finding(late.at, message, node=late.entry.id)
