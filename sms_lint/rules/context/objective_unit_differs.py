"""An objective and its KPI are in different units.

The KPI delivers the value that the objective is judged by. Hours against per cent cannot be judged: one of
the two was typed wrong, or the objective names the wrong KPI.

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
    unit: hours  # <- objective-unit-differs
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

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:6.2.1",),
    help="write the same unit in both places, and check both numbers",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the units, whatever the capitals and spaces."""
    for node in sms.all(Objective):
        kpi = sms.ids.get(node.metric)
        if isinstance(kpi, Kpi) and _plain(kpi.unit) != _plain(node.unit):
            message = f"{node.id} is in {node.unit}, but {kpi.id} is measured in {kpi.unit}"
            related = (Related(kpi.at("unit"), f"the unit of {kpi.id}"),)
            yield RULE.about(node, "unit", message, related=related)


def _plain(unit: str) -> str:
    return "".join(unit.split()).casefold()
