"""An objective is judged against its own figures.

Met or missed follows from the actual value, the target and the direction of the KPI. Where the word says
something else than the figures, one of them is wrong, and top management was told something that is not so.

Bad:

```yaml
objective OBJ-01:
  metric: KPI-INC
  target: 95
  status: met  # <- objective-result-misjudged
  actual: 94
kpi KPI-INC: {direction: higher}
```

Good:

```yaml
objective OBJ-01:
  metric: KPI-INC
  target: 95
  status: missed
  actual: 94
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
