"""The statement of an objective does not hold its target.

People remember the sentence, not the register. An objective whose sentence holds no number cannot be missed,
and one that holds another number than its target is two objectives.

Bad:

```yaml records/registers/objective.yml
kind: objective
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBJ-01
    statement: More changes succeed in 2026.  # <- objective-without-number
    policy_link: POL-SM
    function_or_level: Operations
    metric: KPI-CHG
    unit: '%'
    target: 95
    actions: [Rehearse firmware changes]
    resources: Ten days
    owner: change-manager
    due: 2026-12-31
    evaluation_method: Monthly
    status: open
```

Good:

```yaml records/registers/objective.yml
kind: objective
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBJ-01
    statement: At least 95 % of changes succeed in 2026.
    policy_link: POL-SM
    function_or_level: Operations
    metric: KPI-CHG
    unit: '%'
    target: 95
    actions: [Rehearse firmware changes]
    resources: Ten days
    owner: change-manager
    due: 2026-12-31
    evaluation_method: Monthly
    status: open
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import numbers_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:6.2.1",),
    help="say in the sentence how much is to be reached",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the target in the statement, in figures or in words."""
    for entry in sms.entries("objective"):
        target = entry.number("target")
        statement = entry.text("statement")
        if target is not None and statement and target not in numbers_in(statement):
            message = f"the statement of {entry.id} does not name its target, {target:f} {entry.text('unit')}"
            yield RULE.about(entry, "statement", message)
