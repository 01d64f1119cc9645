"""A result is given in another unit than its target.

The value measured and the value agreed can be compared only in the same unit. A result of 0.97 against a
target of 95 per cent, or of 240 minutes against 4 hours, looks wrong in every report.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, unit: "%"}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  unit: share  # <- sla-result-unit-differs
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability, unit: "%"}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  unit: "%"
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="give the result in the unit of the target",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the unit of each result with that of the target it names."""
    units = {
        (one.id, target.name): target.unit for one in sms.all(ServiceLevelAgreement) for target in one.targets
    }
    for entry in sms.entries("sla-result"):
        agreed = units.get((entry.text("sla"), entry.text("target")))
        if agreed is not None and entry.text("unit") not in {agreed, ""}:
            message = f"{entry.id} gives {entry.text('unit')}, the target is agreed in {agreed}"
            yield RULE.about(entry, "unit", message)
