"""A process has no key performance indicator.

A process is controlled by criteria that tell whether it does what it is for. Without an indicator nobody can
say whether it got better or worse.

Bad:

```yaml
process PRC-CHG:  # <- process-without-kpi
  lifecycle: active
  kpis:  # not given
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  kpis: [KPI-CHG-SUCCESS]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.1",
        "20000-1:9.1",
    ),
    help="name at least one indicator in `kpis`, and define it in the KPI catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at active processes; another rule reports one that only the indicator names."""
    if Kpi.KIND.name in sms.hidden:
        return
    measured = {node.process for node in sms.of_kind(Kpi.KIND.name) if isinstance(node, Kpi)}
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle != "active" or node.kpis:
            continue
        if node.id not in measured and node.id not in sms.unread:
            yield RULE.about(node, "id", f"{node.id} names no key performance indicator (`kpis`)")
