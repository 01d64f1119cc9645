"""A knowledge article is past its review date.

Whoever handles an incident trusts the article. One that nobody has looked at may describe a tool that is gone.

Bad:

```yaml
knowledge KNW-01:
  status: published
  review_due: 2026-07-10  # <- knowledge-review-overdue
```

Good:

```yaml
knowledge KNW-01:
  status: published
  review_due: 2027-01-10
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
    severity="warning",
    clauses=("20000-1:7.6",),
    help="read the article again and set the next day, or retire it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for articles that are published."""
    for late in overdue(sms, "knowledge", "review"):
        message = f"{late.entry.id} was due for review on {late.day}, {ago(late.day, sms.today)}"
        yield RULE.finding(late.at, message, node=late.entry.id)
