"""The availability stated does not follow from agreed time and downtime.

Availability is the share of the agreed service time that was not lost. Where the three figures of a row do
not fit together, one of them was typed wrong, and a target may look met that was missed. A stated figure may
be rounded.

Bad:

```yaml
availability AVL-1:
  agreed_service_time: 43200
  downtime: 54
  actual: 99.95  # <- availability-miscalculated
```

Good:

```yaml
availability AVL-1:
  agreed_service_time: 43200
  downtime: 54
  actual: 99.88
```
"""

from collections.abc import Iterator
from decimal import Decimal

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="compute `actual` again; where a figure that it follows from was written down wrongly, correct that one",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compute the share of each row, and allow for the rounding of the places that are stated."""
    for entry in sms.entries("availability"):
        actual, exact = entry.number("actual"), _share(entry)
        if actual is None or exact is None:
            continue
        if abs(actual - exact) * 2 > Decimal(1).scaleb(int(actual.as_tuple().exponent)):
            figures = f"{entry.text('downtime')} of {entry.text('agreed_service_time')} minutes lost"
            message = f"{entry.id} states {actual} %, but with {figures} it is {exact:.2f} %"
            yield RULE.about(entry, "actual", message)


def _share(entry: Entry) -> Decimal | None:
    """The availability that follows from the time lost; None without figures."""
    agreed, downtime = entry.number("agreed_service_time"), entry.number("downtime")
    return 100 * (1 - downtime / agreed) if agreed and downtime is not None else None
