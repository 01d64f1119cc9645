"""An indicator measures a process that does not list it.

Readers of a process look there for what it is measured by. An indicator that the process does not list is
left out of its page and easily forgotten at the review.

Bad:

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
    process: PRC-CHG  # <- unnamed-kpi
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
    help="add the indicator to `kpis` of the process",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the process of each indicator; a process that does not exist, or whose list cannot be
    read, is another rule's fault.
    """
    for kpi in sms.of_kind(Kpi.KIND.name):
        process = sms.ids.get(kpi.process) if isinstance(kpi, Kpi) else None
        if not isinstance(process, Process) or process.lifecycle == "retired":
            continue
        if kpi.id not in process.kpis and kpi.id not in sms.unread:
            related = (Related(process.place(), f"{process.id} does not list it in `kpis`"),)
            message = f"{kpi.id} measures {process.id}, which does not list it"
            yield RULE.about(kpi, "process", message, related=related)
