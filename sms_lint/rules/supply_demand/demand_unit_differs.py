"""The demand of one period is given in another unit than in the others.

A series in which one month counts gigabytes and the rest terabytes shows a leap that never was.

Bad:

```yaml
demand DEM-2026-06:
  service: SVC-A
  measure: stored data
  unit: TB
demand DEM-2026-07:
  service: SVC-A
  measure: stored data
  unit: TB
demand DEM-2026-08:
  service: SVC-A
  measure: stored data
  unit: GB  # <- demand-unit-differs
```

Good:

```yaml
demand DEM-2026-06:
  service: SVC-A
  measure: stored data
  unit: TB
demand DEM-2026-07:
  service: SVC-A
  measure: stored data
  unit: TB
demand DEM-2026-08:
  service: SVC-A
  measure: stored data
  unit: TB
```
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.2",),
    help="give the figures in the unit of the series; begin a new measure where the unit really changes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Find the rare unit in each series of one service and measure; the first of each is enough."""
    series: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("demand"):
        series[entry.text("service"), entry.text("measure")].append(entry)
    for entries in series.values():
        units = Counter(entry.text("unit") for entry in entries)
        usual = units.most_common(1)[0][0]
        odd = next((entry for entry in entries if entry.text("unit") != usual), None)
        if odd is not None:
            message = f"{odd.id} is in {odd.text('unit')}, the rest of its series in {usual}"
            yield RULE.about(odd, "unit", message)
