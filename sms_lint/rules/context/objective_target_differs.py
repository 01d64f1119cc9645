"""A KPI has another target than the objective that sets it.

The target of the KPI says that it comes from the objective (`agreed_in`), but the values differ. Whoever
reads the KPI thinks that the objective is reached when it is not, or the other way round.

Bad:

```yaml
kpi KPI-INC:
  targets:
    - {value: 90, agreed_in: OBJ-01}  # <- objective-target-differs
objective OBJ-01: {target: 95}
```

Good:

```yaml
kpi KPI-INC:
  targets:
    - {value: 95, agreed_in: OBJ-01}
objective OBJ-01: {target: 95}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import RuleFix, rewritten
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:6.2.1",
        "20000-1:9.1",
    ),
    help="write the same value in the objective and in the KPI",
    fix=RuleFix("writes the value of the objective into the KPI", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the targets in force with the objectives that they name."""
    for kpi in sms.all(Kpi):
        for index, target in enumerate(kpi.targets):
            node = sms.record(Objective, target.agreed_in)
            if node and target.value is not None and target.value != node.target:
                message = f"the target of {kpi.id} is {target.value}, but {node.id}, which sets it, says {node.target}"
                related = (Related(node.at("target"), f"the target of {node.id}"),)
                finding = RULE.about(kpi, ("targets", index, "value"), message, related=related)
                yield finding.with_fix(rewritten(finding.at, str(node.target)))
