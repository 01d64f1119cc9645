"""A KPI has another target than the objective that sets it.

The target of the KPI says that it comes from the objective (`agreed_in`), but the values differ. Whoever
reads the KPI thinks that the objective is reached when it is not, or the other way round.

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
      - {from: 2026-01-01, value: 90, agreed_in: OBJ-01}  # <- objective-target-differs
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
    severity="error",
    clauses=(
        "20000-1:6.2.1",
        "20000-1:9.1",
    ),
    help="write the same value in the objective and in the KPI",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the targets in force with the objectives that they name."""
    for kpi in sms.all(Kpi):
        for index, target in enumerate(kpi.targets):
            node = sms.ids.get(target.agreed_in) if target.agreed_in else None
            if isinstance(node, Objective) and target.value is not None and target.value != node.target:
                message = f"the target of {kpi.id} is {target.value}, but {node.id}, which sets it, says {node.target}"
                related = (Related(node.at("target"), f"the target of {node.id}"),)
                yield RULE.about(kpi, ("targets", index, "value"), message, related=related)
