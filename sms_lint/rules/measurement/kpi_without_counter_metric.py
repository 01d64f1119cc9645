"""Nothing shows when an indicator is reached at the cost of something else.

Tickets can be closed early to be in time, and complaints closed without an answer. The library says of such a
definition which other one shows it. Whoever takes the first should read the second beside it, as `counter_metric`.

Bad:

```yaml
kpi KPI-INC:  # <- kpi-without-counter-metric
  based_on: inc-sla
  counter_metric:  # not given
```

Good:

```yaml
kpi KPI-INC:
  based_on: inc-sla
  counter_metric: KPI-INC-REOPEN
kpi KPI-INC-REOPEN:
  based_on: inc-reopen
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kpi_library import kpi_library
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.1",),
    help="adopt that definition too, and name your KPI of it in `counter_metric`; or name another that shows it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what the library says to read beside each definition that is taken from it."""
    for kpi in sms.all(Kpi):
        base = kpi_library().get(kpi.based_on or "")
        if base and base.beside and not kpi.counter_metric:
            said = f"{kpi.id} is based on {base.id}, which the library reads beside {base.beside}"
            yield RULE.about(kpi, "id", f"{said}; it has no `counter_metric`")
