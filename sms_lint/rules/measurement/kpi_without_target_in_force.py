"""A KPI has no target that applies today.

Each target applies from a day on. Where all these days are in the future, today's results are compared with nothing.

Bad:

```yaml
kpi KPI-INC:
  targets:
    - {from: 2027-01-01, value: 95}  # <- kpi-without-target-in-force
```

Good:

```yaml
kpi KPI-INC:
  targets:
    - {from: 2026-01-01, value: 95}
    - {from: 2027-01-01, value: 96}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="add the target that applies now, or state in `from` since when it really applies",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the earliest target of each KPI."""
    for kpi in sms.all(Kpi):
        index, first = min(enumerate(kpi.targets), key=lambda pair: pair[1].from_)
        if first.from_ > sms.today:
            message = f"the first target of {kpi.id} applies from {first.from_} on; today there is none"
            yield RULE.about(kpi, ("targets", index, "from"), message)
