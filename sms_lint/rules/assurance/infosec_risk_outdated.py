"""An information security risk was not assessed in time.

Threats change faster than systems. Each risk is assessed again within `intervals.risk_review` of the settings.

Bad:

```yaml records/registers/infosec-risk.yml
kind: infosec-risk
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: ISR-01
    asset_or_service: AST-01
    threat: Theft of a laptop
    likelihood: 2
    impact: 3
    level: 6
    control: Disk encrypted
    control_decision: apply
    owner: incident-manager
    effectiveness: Checked monthly
    assessed_at: 2025-04-10  # <- infosec-risk-outdated
```

Good:

```yaml records/registers/infosec-risk.yml
kind: infosec-risk
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: ISR-01
    asset_or_service: AST-01
    threat: Theft of a laptop
    likelihood: 2
    impact: 3
    level: 6
    control: Disk encrypted
    control_decision: apply
    owner: incident-manager
    effectiveness: Checked monthly
    assessed_at: 2026-04-10
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
    severity="error",
    clauses=("20000-1:8.7.3.2",),
    help="assess the risk again and state the day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each assessment with today."""
    for late in overdue(sms, "infosec-risk", "review"):
        message = f"{late.entry.id} was last assessed on {late.since}, {ago(late.since, sms.today)}"
        yield RULE.about(late.entry, late.field, message)
