"""The treatment of a risk is overdue.

A risk above the limit was to be brought down by a day, and the day has passed. Until the treatment is carried
out and judged, customers run the full risk. Where the management review after that day did not mention it,
the finding says so.

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
    due: 2026-09-30  # <- risk-treatment-overdue
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
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

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import not_reviewed, overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:6.1.3",),
    help="carry the treatment out and judge it, or agree a new day and say why",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for open risks that are to be treated."""
    for late in overdue(sms, "risk", "treatment"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        message = (
            f"the treatment of {late.entry.id} was due on {late.day}, {ago(late.day, sms.today)}{missed}"
        )
        yield RULE.about(late.entry, late.field, message)
