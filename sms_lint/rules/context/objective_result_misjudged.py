"""An objective is judged against its own figures.

Met or missed follows from the actual value, the target and the direction of the KPI. Where the word says
something else than the figures, one of them is wrong, and top management was told something that is not so.

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
    due: 2026-12-31
    evaluation_method: Monthly
    status: met  # <- objective-result-misjudged
    actual: 94
    closed_at: 2026-10-10
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
    status: missed
    actual: 94
    reason: Too few articles
    closed_at: 2026-10-10
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
    clauses=(
        "20000-1:6.2.2",
        "20000-1:9.1",
    ),
    help="correct the status or the actual value, or put `direction` of the KPI right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare actual and target of each objective that is met or missed."""
    for node in sms.all(Objective):
        kpi = sms.ids.get(node.metric)
        if node.status not in {"met", "missed"} or node.actual is None or not isinstance(kpi, Kpi):
            continue
        if kpi.direction != "band" and kpi.reached(node.actual, node.target) != (node.status == "met"):
            figures = (
                f"the actual value is {node.actual}, the target {node.target}, and {kpi.direction} is better"
            )
            message = f"{node.id} is {node.status}, but {figures}"
            yield RULE.about(node, "status", message)
