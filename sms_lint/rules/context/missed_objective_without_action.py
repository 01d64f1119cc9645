"""An objective was missed, and nothing follows from it.

A missed objective is a reason to improve something or to want something else. The reason names the record
that carries on, be it an improvement, a risk or the KPI that goes on being watched, or an improvement names
the objective; otherwise the same will be missed again.

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
    status: missed  # <- missed-objective-without-action
    actual: 93
    reason: Too few people
    closed_at: 2026-10-20
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
    actual: 93
    reason: Too few people; see RSK-01
    closed_at: 2026-10-20
```

```yaml records/registers/risk.yml
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-01
    title: Storage fills
    category: availability
    customer_impact: Hosting stops.
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: More storage, in PRC-CAP
    priority: high
    owner: change-manager
    due: 2026-12-01
    residual_rating: 4
    status: open
    reviewed_at: 2026-09-24
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:6.2.2",
        "20000-1:10.2",
    ),
    help="name in `reason` the record that carries on, such as an improvement, a risk or a new objective",
)


FOLLOWING = frozenset(("improvement", "nonconformity", "risk", "objective", "problem", "opportunity", "kpi"))


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a record in the reason of each missed objective, or for an improvement that serves it."""
    if Improvement.KIND.name in sms.hidden:
        return
    served = {node.objective_link for node in sms.all(Improvement)}
    for entry in sms.entries("objective"):
        if entry.text("status") != "missed" or entry.id in served or not entry.text("reason"):
            continue
        named = ids_in(entry.text("reason")) - {entry.id}
        if not any(name in sms.unread or sms.kind_of(name) in FOLLOWING for name in named):
            message = f"{entry.id} was missed, but no improvement serves it and `reason` names no record that follows"
            yield RULE.about(entry, "status", message)
