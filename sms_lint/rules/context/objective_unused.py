"""No process works towards an objective.

An objective is reached by the processes that serve it, and each of them names it. One that no process names
hangs on a wall: nobody will notice when it is missed.

Bad:

```yaml records/registers/objective.yml
kind: objective
id: REG-OBJECTIVE
title: Objective register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBJ-01  # <- objective-unused
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

```yaml processes/prc-chg.md
---
kind: process
id: PRC-CHG
title: Change management
owner: change-manager
approver: managing-director
version: "1.0"
lifecycle: active
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm.
triggers: [request]
inputs: [{item: request, from: [user]}]
outputs: [{item: change, to: [user]}]
roles: [change-manager]
activities: [{id: assess, name: Assess, does: change-manager, answers: change-manager}]
---
# Change management
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

```yaml processes/prc-chg.md
---
kind: process
id: PRC-CHG
title: Change management
owner: change-manager
approver: managing-director
version: "1.0"
lifecycle: active
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm.
triggers: [request]
inputs: [{item: request, from: [user]}]
outputs: [{item: change, to: [user]}]
roles: [change-manager]
activities: [{id: assess, name: Assess, does: change-manager, answers: change-manager}]
objectives: [OBJ-01]
---
# Change management
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.2.1",),
    help="name the objective in `objectives` of the processes that serve it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each open objective in the processes that are not retired, once there are any."""
    processes = [node for node in sms.all(Process) if node.lifecycle != "retired"]
    if not processes or Process.KIND.name in sms.hidden:
        return
    served = {name for node in processes for name in node.objectives} | sms.unread
    for entry in sms.entries("objective"):
        if entry.text("status") == "open" and entry.id not in served:
            yield RULE.about(entry, "id", f"no process serves {entry.id}")
