"""A figure is many times as high or as low as those of the other periods.

A forecast of 580,000 where every quarter came to 58,000 has a digit too many, and whoever adds up the year does not see
it; an agreed time of 720 was given in hours instead of minutes. The limit is `thresholds.leap` of the settings. A
figure that others lead to, such as the demand for a service that fewer use each month, is in the run.

Bad:

```yaml
availability AVL-06: {period: 2026-06, agreed_service_time: 43200}
availability AVL-07: {period: 2026-07, agreed_service_time: 44640}
availability AVL-08: {period: 2026-08, agreed_service_time: 44640}
availability AVL-09:
  period: 2026-09
  agreed_service_time: 720  # <- figure-out-of-run
```

Good:

```yaml
availability AVL-06: {period: 2026-06, agreed_service_time: 43200}
availability AVL-07: {period: 2026-07, agreed_service_time: 44640}
availability AVL-08: {period: 2026-08, agreed_service_time: 44640}
availability AVL-09:
  period: 2026-09
  agreed_service_time: 43200
```
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from sms_lint.ground.sentences import plain_number
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.4.1", "20000-1:8.4.2", "20000-1:8.7.1"),
    help="correct the figure; where it is right, say in the record what happened, and ignore the rule in this line",
    yields_to=("demand-out-of-line",),
)
FEWEST = 3  # others that make a run


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each figure that runs on with the middle one of its series, which one slip does not move."""
    leap = Decimal(sms.config.thresholds.leap)
    for kind, model in sms.kinds.items():
        series: dict[tuple[str, ...], list[Entry]] = {}
        for entry in sms.entries(kind) if model.KIND.runs else ():
            series.setdefault(tuple(map(entry.text, model.KIND.series)), []).append(entry)
        for entries in series.values():
            if len(entries) > FEWEST:
                yield from _of_series(entries, model.KIND.runs, leap)


def _of_series(entries: list[Entry], fields: tuple[str, ...], leap: Decimal) -> Iterator[Finding]:
    figures = {
        entry: {field: value for field in fields if (value := entry.number(field))} for entry in entries
    }
    known = sorted(value for own in figures.values() for value in own.values())
    usual = Decimal(median(known)) if known else Decimal(0)
    for entry, own in figures.items():
        for field, value in own.items():
            if value < 0 or usual <= 0 or usual / leap < value < usual * leap:
                continue
            near = bisect_left(known, value * leap) - bisect_right(known, value / leap)
            near -= sum(value / leap < other < value * leap for other in own.values())
            if near < FEWEST * len(fields):
                message = (
                    f"`{field}` of {entry.id} is {plain_number(value)}; those of the other periods are about "
                    f"{plain_number(usual)}"
                )
                yield RULE.about(entry, field, message)
