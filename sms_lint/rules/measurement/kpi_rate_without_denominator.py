"""A KPI is a percentage, but its formula does not say of what.

95 % of all incidents and 95 % of those that were closed are two figures. A rate can be repeated and compared only if
the formula says what is divided by what.

Bad:

```yaml
kpi KPI-INC:
  type: manual
  inputs: [outcome]
  formula: Number of incidents resolved in time  # <- kpi-rate-without-denominator
  unit: "%"
```

Good:

```yaml
kpi KPI-INC:
  type: manual
  inputs: [outcome]
  formula: 100 × incidents in time ÷ all incidents
  unit: "%"
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="say in `formula` what is divided by what",
)


_PER_CENT = ("%", "percent", "per cent", "percentage")
_DIVISION = re.compile(
    r"÷|/|\b(?:divided by|ratio|per|out of|mean|average)\b|\b(?:share|percentage|per ?cent|proportion|part|%) of\b"
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a division, in signs or in words, in the formula of each rate that is made by hand."""
    for entry in sms.entries(Kpi.KIND.name):
        unit = entry.text("unit").strip().casefold()
        formula = entry.text("formula").casefold()
        if formula and unit in _PER_CENT and not _DIVISION.search(formula):
            message = f"{entry.id} is in {entry.text('unit')}, but its formula divides by nothing"
            yield RULE.about(entry, "formula", message)
