"""An objective was reached before it was set.

An objective has to lead somewhere. Where the value at the start is already as good as the target, by the
direction of its KPI, nobody has to do anything to reach it.

Bad:

```yaml
objective OBJ-01:
  metric: KPI-INC
  baseline: 91
  target: 90  # <- objective-never-missable
  status: open
kpi KPI-INC: {direction: higher}
```

Good:

```yaml
objective OBJ-01:
  metric: KPI-INC
  baseline: 91
  target: 95
  status: open
kpi KPI-INC: {direction: higher}
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
