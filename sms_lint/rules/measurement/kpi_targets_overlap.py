"""A KPI has two targets from the same day on.

A new target ends the one before. With two from the same day on, nobody knows which one counts, and the result can be
called on target or not at will.

Bad:

```yaml
kpi KPI-INC:
  targets:
    - {from: 2026-01-01, value: 95}
    - {from: 2026-01-01, value: 93}  # <- kpi-targets-overlap
```

Good:

```yaml
kpi KPI-INC:
  targets:
    - {from: 2026-01-01, value: 95}
    - {from: 2026-07-01, value: 96}
```
"""

from collections.abc import Iterator
from datetime import date

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="keep one target for each day, or correct `from` of the newer one",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a day that occurs twice."""
    for kpi in sms.all(Kpi):
        days: set[date] = set()
        for index, target in enumerate(kpi.targets):
            if target.from_ in days:
                message = f"{kpi.id} has two targets that apply from {target.from_} on"
                yield RULE.about(kpi, ("targets", index, "from"), message)
            days.add(target.from_)
