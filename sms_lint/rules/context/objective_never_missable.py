"""An objective was reached before it was set.

An objective has to lead somewhere. Where the value at the start is already as good as the target, by the
direction of its KPI, nobody has to do anything to reach it.

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
    target: 90  # <- objective-never-missable
    actions: [More articles]
    resources: Ten days
    owner: incident-manager
    due: 2026-12-31
    evaluation_method: Monthly
    status: open
```

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
    targets: [{from: 2026-01-01, value: 95}]
    frequency: quarter
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
    targets: [{from: 2026-01-01, value: 95}]
    frequency: quarter
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:6.2.1",),
    help="set a target that is better than the baseline, or put `direction` of the KPI right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare baseline and target of each open objective; a band has no better end."""
    for node in sms.all(Objective):
        kpi = sms.ids.get(node.metric)
        if node.status != "open" or node.baseline is None or not isinstance(kpi, Kpi):
            continue
        if kpi.reached(node.baseline, node.target):
            message = (
                f"{node.id} started from {node.baseline}, which reaches its target of {node.target} already"
            )
            yield RULE.about(node, "target", message)
