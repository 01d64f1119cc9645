"""An indicator measures a process that does not list it.

Readers of a process look there for its indicators. An indicator that the process does not list is left out of its page
and easily forgotten at the review.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  kpis:  # not given
kpi KPI-CHG-SUCCESS:
  process: PRC-CHG  # <- unnamed-kpi
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  kpis: [KPI-CHG-SUCCESS]
kpi KPI-CHG-SUCCESS:
  process: PRC-CHG
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="add the indicator to `kpis` of the process",
    fix=RuleFix("adds the indicator to the process", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the process of each indicator; other rules report one that is missing or unreadable."""
    for kpi in sms.of_kind(Kpi.KIND.name):
        process = sms.ids.get(kpi.process) if isinstance(kpi, Kpi) else None
        if not isinstance(process, Process) or process.lifecycle == "retired":
            continue
        if kpi.id not in process.kpis and kpi.id not in sms.unread:
            related = (Related(process.place(), f"{process.id} does not list it in `kpis`"),)
            message = f"{kpi.id} measures {process.id}, which does not list it"
            fix = naming_also(sms, process, "kpis", kpi.id)
            yield RULE.about(kpi, "process", message, related=related).with_fix(fix)
