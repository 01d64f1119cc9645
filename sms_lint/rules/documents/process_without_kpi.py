"""A process has no key performance indicator.

A process is controlled by criteria that tell whether it does what it is for. Without an indicator nobody can
say whether it got better or worse.

Bad:

```yaml processes/change-management.md
---
kind: process
id: PRC-CHG  # <- process-without-kpi
title: Change management
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm to services.
triggers: [request for change]
inputs: [{item: request for change, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```

Good:

```yaml processes/change-management.md
---
kind: process
id: PRC-CHG
title: Change management
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm to services.
triggers: [request for change]
inputs: [{item: request for change, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
kpis: [KPI-CHG-SUCCESS]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```

```yaml records/registers/kpi.yml
kind: kpi
id: REG-KPI
title: KPI catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KPI-CHG-SUCCESS
    name: Training that worked
    question: Does training help?
    process: PRC-CHG
    owner: change-manager
    formula: Effective trainings divided by all trainings of the quarter, times 100
    source: training
    inputs: [effective]
    unit: "%"
    direction: higher
    targets: [{from: 2026-01-01, value: 90}]
    frequency: quarter
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.1",
        "20000-1:9.1",
    ),
    help="name at least one indicator in `kpis`, and define it in the KPI catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at active processes; one that an indicator names from its side is another rule's fault."""
    if Kpi.KIND.name in sms.hidden:
        return
    measured = {node.process for node in sms.of_kind(Kpi.KIND.name) if isinstance(node, Kpi)}
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle != "active" or node.kpis:
            continue
        if node.id not in measured and node.id not in sms.unread:
            yield RULE.about(node, "id", f"{node.id} names no key performance indicator (`kpis`)")
