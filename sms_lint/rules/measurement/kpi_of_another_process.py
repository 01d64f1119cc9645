"""A process lists an indicator that measures another process.

Each indicator belongs to one process, whose owner answers for the result. Where a second process lists it,
two people feel responsible, or neither does.

Bad:

```yaml processes/incident-management.md
---
kind: process
id: PRC-INC
title: Incident management
version: "1.0"
lifecycle: active
owner: incident-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Restore service as fast as agreed.
triggers: [incident report]
inputs: [{item: incident report, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [incident-manager]
activities: [{id: resolve, name: Resolve, does: incident-manager, answers: incident-manager}]
---
# Incident management
```

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
kpis: [KPI-INC-TIME]  # <- kpi-of-another-process
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
  - id: KPI-INC-TIME
    name: Training that worked
    question: Does training help?
    process: PRC-INC
    owner: change-manager
    formula: Effective trainings divided by all trainings of the quarter, times 100
    source: training
    inputs: [effective]
    unit: "%"
    direction: higher
    targets: [{from: 2026-01-01, value: 90}]
    frequency: quarter
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

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="list only the indicators that name this process, or change `process` of the indicator",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the process of each indicator listed."""
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        for index, name in enumerate(node.kpis):
            kpi = sms.ids.get(name)
            if isinstance(kpi, Kpi) and kpi.process != node.id:
                related = (Related(kpi.at("process"), f"{name} names {kpi.process}"),)
                message = f"{name} measures {kpi.process}, not {node.id}"
                yield RULE.about(node, ("kpis", index), message, related=related)
