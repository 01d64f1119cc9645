"""A service level cannot be computed by the KPI that it names.

An agreement may name the KPI that computes a target or a workload. Its definition is then counted over the records of
the agreement, and the result is compared with what was promised. That fails where the two are in different units or
differ in which way is better, where no record says to which agreement, service or customer it belongs, or where the
filter cannot be read.

Bad:

```yaml
kpi KPI-CHG: {type: ratio, source: change, unit: "%"}
sla SLA-A:
  targets:
    - name: changes that worked
      unit: hours  # <- level-definition
      computed: {kpi: KPI-CHG}
```

Good:

```yaml
kpi KPI-CHG: {type: ratio, source: change, unit: "%"}
sla SLA-A:
  targets:
    - name: changes that worked
      unit: "%"
      computed: {kpi: KPI-CHG}
```
"""

from collections.abc import Iterator

from sms_lint.measure.levels import LevelFault, levels
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="correct the target or what computes it; `sms-lint levels` shows what comes out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Read what computes each target and limit; no record is looked at."""
    for found in levels(sms):
        if isinstance(found, LevelFault):
            message = f"`{found.agreed.name}` of {found.agreement.id}: {found.fault.message}"
            yield RULE.about(found.agreement, found.fault.route, message)
