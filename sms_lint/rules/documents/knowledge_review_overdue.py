"""A knowledge article is past its review date.

Whoever handles an incident trusts the article. One that nobody has looked at may describe a tool that is gone.

Bad:

```yaml records/registers/knowledge.yml
kind: knowledge
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KNW-01
    title: Reset a telephone
    owner: incident-manager
    status: published
    published_at: 2026-01-10
    review_due: 2026-07-10  # <- knowledge-review-overdue
    audience: Service desk agents
```

Good:

```yaml records/registers/knowledge.yml
kind: knowledge
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KNW-01
    title: Reset a telephone
    owner: incident-manager
    status: published
    published_at: 2026-01-10
    review_due: 2027-01-10
    audience: Service desk agents
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
        yield RULE.about(late.entry, late.field, message)
