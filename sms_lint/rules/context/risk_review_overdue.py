"""A risk has not been assessed again for too long.

Likelihood and impact change with the services, the suppliers and the season. A rating that is older than the
settings allow (`intervals.risk_review`) says what somebody thought a long time ago.

Bad:

```yaml records/registers/risk.yml
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-01
    title: Storage fills
    category: availability
    customer_impact: Hosting stops.
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2025-09-24  # <- risk-review-overdue
```

Good:

```yaml records/registers/risk.yml
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-01
    title: Storage fills
    category: availability
    customer_impact: Hosting stops.
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.1.2",),
    help="assess the risk again and set `reviewed_at`, or close it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last assessment with the interval, for risks that are not closed."""
    every = sms.config.intervals.risk_review
    for late in overdue(sms, "risk", "review"):
        message = f"{late.entry.id} was last assessed on {late.since}; that is due every {every}"
        yield RULE.about(late.entry, late.field, message)
