"""A KPI says that an objective sets its target, but the objective is measured by another KPI.

An objective has one measure. Where two KPIs claim to be it, people will quote whichever looks better.

Bad:

```yaml records/registers/kpi.yml
kind: kpi
id: REG-KPI
title: Kpi register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KPI-INC
    name: Incidents in time
    question: Are we in time?
    process: PRC-INC
    owner: incident-manager
    formula: 100 × incidents in time ÷ all incidents
    source: incident
    inputs: [resolved_at]
    unit: "%"
    direction: higher
    targets:
      - {from: 2026-01-01, value: 95, agreed_in: OBJ-01}  # <- kpi-of-objective-not-its-metric
    frequency: quarter
```

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
    metric: KPI-OTHER
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

Good:

```yaml records/registers/kpi.yml
kind: kpi
id: REG-KPI
title: Kpi register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KPI-INC
    name: Incidents in time
    question: Are we in time?
    process: PRC-INC
    owner: incident-manager
    formula: 100 × incidents in time ÷ all incidents
    source: incident
    inputs: [resolved_at]
    unit: "%"
    direction: higher
    targets:
      - {from: 2026-01-01, value: 95, agreed_in: OBJ-01}
    frequency: quarter
```

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

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:6.2.1",
        "20000-1:9.1",
    ),
    help="let the objective name this KPI as its `metric`, or take `agreed_in` out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Follow `agreed_in` of each target, and the measure back."""
    for kpi in sms.all(Kpi):
        for index, target in enumerate(kpi.targets):
            node = sms.ids.get(target.agreed_in) if target.agreed_in else None
            if isinstance(node, Objective) and node.metric != kpi.id:
                message = f"{kpi.id} has its target from {node.id}, which is measured by {node.metric}"
                related = (Related(node.at("metric"), f"the measure of {node.id}"),)
                yield RULE.about(kpi, ("targets", index, "agreed_in"), message, related=related)
