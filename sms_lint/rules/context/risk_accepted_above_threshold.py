"""A risk is accepted although its rating is above the limit.

Acceptance criteria are there so that nobody can live with a great risk quietly. The highest rating at which a
risk may be accepted stands in the settings (`thresholds.risk_acceptance`); above it a risk is treated.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {risk_acceptance: 9}
```

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
    acceptance: accept  # <- risk-accepted-above-threshold
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
    acceptance_reason: Rare
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {risk_acceptance: 12}
```

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
    acceptance: accept
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
    acceptance_reason: Rare
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:6.1.2",
        "20000-1:8.7.3.2",
    ),
    help="treat the risk, or have the acceptance criteria changed by those who may",
)


FIELDS = {"risk": ("acceptance", "rating"), "infosec-risk": ("control_decision", "level")}


def check(sms: Sms) -> Iterator[Finding]:
    """Compare ratings with the limit, for risks of both registers that are not closed; silent without a limit."""
    limit = sms.config.thresholds.risk_acceptance
    if limit is None:
        return
    for kind, (decision, rating) in FIELDS.items():
        for entry in sms.entries(kind):
            number = entry.number(rating)
            closed = kind == "risk" and entry.text("status") == "closed"
            if entry.text(decision) == "accept" and number is not None and number > limit and not closed:
                message = f"{entry.id} is accepted at {number}; risks may be accepted up to {limit}"
                yield RULE.about(entry, decision, message)
