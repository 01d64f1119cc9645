"""An indicator has met its target in each of the last twelve periods, or missed it in each.

A target that is always met asks for nothing, and one that is always missed is no longer read. Either the target is
wrong, or what a miss should lead to does not happen. The last twelve frozen results that were judged are looked at, if
all of them were judged by a target in force.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:  # <- kpi-always-the-same
  targets: [{from: 2025-01-01, value: 95}]
kpi-result KPR-CHG-SUCCESS-2025-09: {period: 2025-09, status: missed}
kpi-result KPR-CHG-SUCCESS-2025-10: {period: 2025-10, status: missed}
kpi-result KPR-CHG-SUCCESS-2025-11: {period: 2025-11, status: missed}
kpi-result KPR-CHG-SUCCESS-2025-12: {period: 2025-12, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-01: {period: 2026-01, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-02: {period: 2026-02, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-03: {period: 2026-03, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-04: {period: 2026-04, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-05: {period: 2026-05, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-06: {period: 2026-06, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-07: {period: 2026-07, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-08: {period: 2026-08, status: missed}
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  targets: [{from: 2026-08-01, value: 85}]
kpi-result KPR-CHG-SUCCESS-2026-07: {period: 2026-07, status: missed}
kpi-result KPR-CHG-SUCCESS-2026-08: {period: 2026-08, status: met, target: 85}
```
"""

from collections.abc import Iterator

from sms_lint.measure.frozen import results_of
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.1", "20000-1:10.2"),
    help="set a target that a good period reaches and a bad one does not, or act on the misses",
)
_LAST = 12
_JUDGED = ("met", "missed")


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the last results of each KPI over all records."""
    for kpi in sms.all(Kpi):
        judged = [result for result in results_of(sms, kpi.id) if result.status in _JUDGED][-_LAST:]
        verdicts = {result.status for result in judged}
        if len(judged) == _LAST and len(verdicts) == 1:
            said = f"{kpi.id} was {verdicts.pop()} in each of the last {_LAST} periods, since {judged[0].span.name}"
            yield RULE.about(kpi, "id", said)
