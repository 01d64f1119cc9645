"""The demand of one period is given in another unit than in the others.

A series in which one month counts gigabytes and the rest terabytes shows a leap that never was.

Bad:

```yaml records/registers/demand.yml
kind: demand
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-2026-06
    service: SVC-A
    period: 2026-06
    measure: stored data
    unit: TB
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-07-05
  - id: DEM-2026-07
    service: SVC-A
    period: 2026-07
    measure: stored data
    unit: TB
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-08-05
  - id: DEM-2026-08
    service: SVC-A
    period: 2026-08
    measure: stored data
    unit: GB  # <- demand-unit-differs
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-09-05
```

Good:

```yaml records/registers/demand.yml
kind: demand
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-2026-06
    service: SVC-A
    period: 2026-06
    measure: stored data
    unit: TB
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-07-05
  - id: DEM-2026-07
    service: SVC-A
    period: 2026-07
    measure: stored data
    unit: TB
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-08-05
  - id: DEM-2026-08
    service: SVC-A
    period: 2026-08
    measure: stored data
    unit: TB
    current: 28
    forecast: 29
    consumption: 28
    reported_to: [head-of-service-management]
    reported_at: 2026-09-05
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
