"""A KPI has a target that its measure cannot have.

A target of 950 % is a typing error, a band whose lower end is the higher one can never be met, and a KPI with the
direction band needs both ends. Such a target is either always or never reached.

Bad:

```yaml
kpi KPI-INC:
  unit: "%"
  direction: higher
  targets:
    - {from: 2026-01-01, value: 950}  # <- kpi-target-out-of-range
```

Good:

```yaml
kpi KPI-INC:
  unit: "%"
  direction: higher
  targets:
    - {from: 2026-01-01, value: 95}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi, Target
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="correct the target: one `value`, or `low` and `high` of a band",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each target by itself."""
    for kpi in sms.all(Kpi):
        for index, target in enumerate(kpi.targets):
            fault = _fault(kpi, target)
            if fault:
                message = f"the target of {kpi.id} from {target.from_} {fault[1]}"
                yield RULE.about(kpi, ("targets", index, fault[0]), message)


def _fault(kpi: Kpi, target: Target) -> tuple[str, str] | None:
    """The field that is wrong, and what is wrong with the target."""
    value, low, high = target.value, target.low, target.high
    if kpi.direction == "band":
        if low is None or high is None:
            return "from", "needs `low` and `high`, because the direction of the KPI is a band"
        return ("low", f"is a band from {low} up to {high}") if low >= high else None
    if value is None:
        return "from", "has no `value`"
    if kpi.unit.strip() == "%" and not 0 <= value <= 100:
        return "value", f"is {value} %, outside 0 to 100"
    return None
