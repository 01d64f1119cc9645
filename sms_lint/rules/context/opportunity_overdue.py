"""An opportunity was to be taken by a day that has passed.

Actions on opportunities are planned like those on risks. One that is still proposed or approved after its day
has been forgotten, and the benefit with it.

Bad:

```yaml records/registers/opportunity.yml
kind: opportunity
id: REG-OPPORTUNITY
title: Opportunity register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OPP-01
    title: Second customer
    benefit: Income
    customer_impact: Earlier warning
    action: Make an offer, in PRC-BRM
    priority: high
    owner: change-manager
    due: 2026-09-30  # <- opportunity-overdue
    status: approved
```

Good:

```yaml records/registers/opportunity.yml
kind: opportunity
id: REG-OPPORTUNITY
title: Opportunity register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OPP-01
    title: Second customer
    benefit: Income
    customer_impact: Earlier warning
    action: Make an offer, in PRC-BRM
    priority: high
    owner: change-manager
    due: 2026-12-04
    status: approved
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
    clauses=("20000-1:6.1.3",),
    help="take the opportunity and judge the effect, reject it, or agree a new day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for opportunities that are neither taken nor rejected."""
    for late in overdue(sms, "opportunity", "action"):
        entry, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{entry.id} was to be taken by {when}, and is still {entry.text('status')}"
        yield RULE.about(entry, late.field, message)
