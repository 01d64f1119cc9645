"""A KPI has a target that nobody can miss.

At least 0 % and at most 100 % are always true. A target is there to tell good from bad; one that even the
worst result meets says nothing.

Bad:

```yaml
kpi KPI-INC:
  unit: "%"
  direction: higher
  targets:
    - {value: 0}  # <- kpi-target-never-missable
```

Good:

```yaml
kpi KPI-INC:
  unit: "%"
  direction: higher
  targets:
    - {value: 95}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:9.1",
        "20000-1:6.2.1",
    ),
    help="set a target that a bad month would miss",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each target with the worst value that there is: nothing, or all of it."""
    for kpi in sms.all(Kpi):
        whole = kpi.unit.strip() == "%"
        for index, target in enumerate(kpi.targets):
            value = target.value
            if value is None or kpi.direction == "band":
                continue
            if (kpi.direction == "higher" and value == 0) or (
                whole and kpi.direction == "lower" and value == 100
            ):
                worst = f"at least {value}" if kpi.direction == "higher" else f"at most {value}"
                message = f"the target of {kpi.id} is {worst} {kpi.unit}, which is always met"
                yield RULE.about(kpi, ("targets", index, "value"), message)
