"""An improvement was approved that serves no objective.

Opportunities for improvement are judged by criteria, and one of them is whether they help to reach the
objectives. An approved improvement without an objective uses people and money that an objective may lack.

Bad:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-IMPROVEMENT
title: Improvement register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: IMP-01
    source: Survey
    raised: 2026-04-13
    description: Call back after each P2
    evaluation: {criteria: Objective and value, result: Accepted}
    decision: approved  # <- improvement-without-objective
    status: open
    priority: medium
    target: Calls after 100 % of P2
    owner: change-manager
    due: 2026-12-31
```

Good:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-IMPROVEMENT
title: Improvement register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: IMP-01
    source: Survey
    raised: 2026-04-13
    description: Call back after each P2
    objective_link: OBJ-01
    evaluation: {criteria: Objective and value, result: Accepted}
    decision: approved
    status: open
    priority: medium
    target: Calls after 100 % of P2
    owner: change-manager
    due: 2026-12-31
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:10.2",),
    help="name the objective in `objective_link`, or decide again whether it is worth doing",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at approved improvements that are still being worked on."""
    for node in sms.all(Improvement):
        if node.decision == "approved" and node.status == "open" and node.objective_link is None:
            yield RULE.about(node, "decision", f"{node.id} is approved, but names no objective")
