"""A figure of demand is many times what was forecast or consumed.

Demand usually changes by a few per cent. A figure ten times the others of its own entry has lost its decimal point, and
capacity bought because of it would be unused. The limit is `thresholds.leap` of the settings.

Bad:

```yaml
demand DEM-2026-08:
  current: 287  # <- demand-out-of-line
  forecast: 29
  consumption: 28
```

Good:

```yaml
demand DEM-2026-08:
  current: 28.7
  forecast: 29
  consumption: 28
```
"""

from collections.abc import Iterator
from decimal import Decimal

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

FIGURES = ("current", "forecast", "consumption")

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.4.2",),
    help="correct the figure; where it is right, make a new forecast",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the three figures of each entry; the one that differs from the other two is named."""
    for entry in sms.entries("demand"):
        figures = {name: value for name in FIGURES if (value := entry.number(name)) is not None}
        if len(figures) == len(FIGURES) and min(figures.values()) > 0:
            yield from _apart(entry, figures, Decimal(sms.config.thresholds.leap))


def _apart(entry: Entry, figures: dict[str, Decimal], leap: Decimal) -> Iterator[Finding]:
    low, middle, high = sorted(figures, key=lambda name: figures[name])
    odd = high if figures[high] >= leap * figures[middle] else low
    if figures[high] >= leap * figures[low]:
        others = " and ".join(f"`{name}` {figures[name]:f}" for name in FIGURES if name != odd)
        message = f"`{odd}` of {entry.id} is {figures[odd]:f}, far from {others}"
        yield RULE.about(entry, odd, message)
