"""The day of an objective has passed, and nobody has judged it.

Part of planning an objective is to say when it is reached and how that is judged. An objective that stays
open after its day teaches everybody that objectives do not matter.

Bad:

```yaml records/registers/objective.yml
kind: objective
id: REG-OBJECTIVE
title: Objective register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBJ-01
    statement: 95 % of incidents are resolved in time.
    policy_link: POL-SMS
    function_or_level: Service desk
    metric: KPI-INC
    unit: "%"
    baseline: 91
    target: 95
    actions: [More articles]
    resources: Ten days
    owner: incident-manager
    due: 2025-12-31  # <- objective-overdue
    evaluation_method: Monthly
    status: open
```

Good:

```yaml records/registers/objective.yml
kind: objective
id: REG-OBJECTIVE
title: Objective register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBJ-01
    statement: 95 % of incidents are resolved in time.
    policy_link: POL-SMS
    function_or_level: Service desk
    metric: KPI-INC
    unit: "%"
    baseline: 91
    target: 95
    actions: [More articles]
    resources: Ten days
    owner: incident-manager
    due: 2026-12-31
    evaluation_method: Monthly
    status: open
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
    clauses=(
        "20000-1:6.2.2",
        "20000-1:9.1",
    ),
    help="judge the objective: `met`, `missed` or `dropped`, with the day and the reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for open objectives."""
    for late in overdue(sms, "objective", "result"):
        when = f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{late.entry.id} was to be reached by {when}, and is still open"
        yield RULE.about(late.entry, late.field, message)
