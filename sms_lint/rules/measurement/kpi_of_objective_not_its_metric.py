"""A KPI has its target from an objective that is measured by another KPI.

An objective has one measure. Where two KPIs claim to be it, people will quote whichever looks better.

Bad:

```yaml
kpi KPI-INC:
  targets:
    - {agreed_in: OBJ-01}  # <- kpi-of-objective-not-its-metric
objective OBJ-01: {metric: KPI-OTHER}
```

Good:

```yaml
kpi KPI-INC:
  targets:
    - {agreed_in: OBJ-01}
objective OBJ-01: {metric: KPI-INC}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.measurement import Kpi
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
    help="let the objective name this KPI as its `metric`, or remove `agreed_in`",
    yields_to=("dangling-reference",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Follow `agreed_in` of each target, and the measure back."""
    for kpi in sms.all(Kpi):
        for index, target in enumerate(kpi.targets):
            node = sms.record(Objective, target.agreed_in)
            if node and node.metric != kpi.id:
                message = f"{kpi.id} has its target from {node.id}, which is measured by {node.metric}"
                place = node.at("metric")
                related = (Related(place, f"the measure of {node.id}"),)
                yield RULE.about(
                    kpi, ("targets", index, "agreed_in"), message, related=related
                ).compared_with(place)
