"""A process lists an indicator that measures another process.

Each indicator belongs to one process, whose owner answers for the result. Where a second process lists it,
two people feel responsible, or neither does.

Bad:

```yaml
process PRC-INC:
  lifecycle: active
process PRC-CHG:
  lifecycle: active
  kpis: [KPI-INC-TIME]  # <- kpi-of-another-process
kpi KPI-INC-TIME: {process: PRC-INC}
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  kpis: [KPI-CHG-SUCCESS]
kpi KPI-CHG-SUCCESS: {process: PRC-CHG}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.1",),
    help="list only the indicators that name this process, or change `process` of the indicator",
    yields_to=("dangling-reference",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the process of each indicator listed."""
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        for index, name in enumerate(node.kpis):
            kpi = sms.ids.get(name)
            if isinstance(kpi, Kpi) and kpi.process != node.id:
                place = kpi.at("process")
                related = (Related(place, f"{name} names {kpi.process}"),)
                message = f"{name} measures {kpi.process}, not {node.id}"
                yield RULE.about(node, ("kpis", index), message, related=related).compared_with(place)
