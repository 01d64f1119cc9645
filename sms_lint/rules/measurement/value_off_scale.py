"""A figure is outside the scale that its unit names, or a share is above the whole.

A satisfaction of 183 on an index from 0 to 100 is a slip; as a target nobody can reach it, as a baseline every result
looks like a fall.

Bad:

```yaml
objective OBJ-1:
  unit: index 0–100
  baseline: 790  # <- value-off-scale
```

Good:

```yaml
objective OBJ-1:
  unit: index 0–100
  baseline: 79
```
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from sms_lint.ground.sentences import plain_number
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1", "20000-1:8.3.3"),
    help="correct the figure, or the unit",
    kinds=("objective", "sla-result", "capacity"),
)
# What each kind says in its unit. A forecast may be above what there is: that is what it warns of.
FIGURES = {
    "objective": ("baseline", "target", "actual"),
    "sla-result": ("actual",),
    "capacity": ("threshold",),
}
_SCALE = re.compile(r"(?<![\d.])(\d+) ?(?:–|-|to|bis) ?(\d+)(?![\d.])")
_SHARE = re.compile(r"^(?:%|per cent|percent|Prozent)$", re.IGNORECASE)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each figure with the two ends of its scale; a unit without one is not judged."""
    for kind, fields in FIGURES.items():
        for entry in sms.entries(kind):
            ends = _ends(entry.text("unit"))
            for field in fields if ends else ():
                value = entry.number(field)
                if value is not None and ends and not ends[0] <= value <= ends[1]:
                    message = (
                        f"`{field}` of {entry.id} is {plain_number(value)}, outside {plain_number(ends[0])} to "
                        f"{plain_number(ends[1])} ({entry.text('unit')})"
                    )
                    yield RULE.about(entry, field, message)


def _ends(unit: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of the scale that a unit names: a share ends at 100."""
    if _SHARE.match(unit.strip()):
        return Decimal(0), Decimal(100)
    scale = _SCALE.search(unit)
    return (Decimal(scale[1]), Decimal(scale[2])) if scale else None
