"""The demand figures of a service pass over a period.

Demand is determined and forecast, and consumption reported, at planned intervals. A trend with holes hides
the growth that capacity has to follow.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
demand DEM-2026-07:  # <- demand-period-missing
  service: SVC-MAIL
  period: 2026-07
demand DEM-2026-09: {service: SVC-MAIL, period: 2026-09}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
demand DEM-2026-07:
  service: SVC-MAIL
  period: 2026-07
demand DEM-2026-08: {service: SVC-MAIL, period: 2026-08}
demand DEM-2026-09: {service: SVC-MAIL, period: 2026-09}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import live
from sms_lint.system.series import gaps
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.2",),
    help="enter demand, forecast and consumption of the period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; it is shown at the entry behind which the next one should stand."""
    for gap in gaps(sms, "demand", live(sms)):
        yield RULE.about(gap.after, "id", gap.words)
