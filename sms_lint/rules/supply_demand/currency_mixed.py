"""One budget is in another currency than the others.

Figures in different currencies are added up as if they were one, by people and by KPIs alike.

Bad:

```yaml
budget BUD-1: {currency: GBP, period: 2026-Q1}
budget BUD-2: {currency: GBP, period: 2026-Q2}
budget BUD-3:
  currency: EUR  # <- currency-mixed
  period: 2026-Q3
```

Good:

```yaml
budget BUD-1: {currency: GBP, period: 2026-Q1}
budget BUD-2: {currency: GBP, period: 2026-Q2}
budget BUD-3: {currency: GBP, period: 2026-Q3}
```
"""

from collections import Counter
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.4.1",),
    help="correct the currency, or convert the figures into that of the others",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Name each budget whose currency fewer than half of all have; where none has more than half, all are."""
    entries = [entry for entry in sms.entries("budget") if entry.text("currency")]
    counts = Counter(entry.text("currency") for entry in entries)
    usual = counts.most_common(1)
    for entry in entries if len(counts) > 1 else ():
        currency = entry.text("currency")
        if currency != usual[0][0]:
            message = f"{entry.id} is in {currency}, {usual[0][1]} other budgets are in {usual[0][0]}"
            yield RULE.about(entry, "currency", message)
