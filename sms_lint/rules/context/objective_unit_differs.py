"""An objective and its KPI are in different units.

The KPI delivers the value that the objective is judged by. Hours against per cent cannot be judged: one of
the two was typed wrong, or the objective names the wrong KPI.

Bad:

```yaml
objective OBJ-01:
  metric: KPI-INC
  unit: hours  # <- objective-unit-differs
kpi KPI-INC: {unit: "%"}
```

Good:

```yaml
objective OBJ-01:
  metric: KPI-INC
  unit: "%"
kpi KPI-INC: {unit: "%"}
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
