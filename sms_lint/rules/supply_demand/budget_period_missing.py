"""The budget figures of a service pass over a period.

Costs are held against the budget at planned intervals, and financial forecasts rest on them. A period without
figures is one in which nobody looked.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
budget BUD-2026-Q1:  # <- budget-period-missing
  service: SVC-MAIL
  period: 2026-Q1
budget BUD-2026-Q3: {service: SVC-MAIL, period: 2026-Q3}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
budget BUD-2026-Q1:
  service: SVC-MAIL
  period: 2026-Q1
budget BUD-2026-Q2: {service: SVC-MAIL, period: 2026-Q2}
budget BUD-2026-Q3: {service: SVC-MAIL, period: 2026-Q3}
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
    clauses=("20000-1:8.4.1",),
    help="enter budget and actual costs of the period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; it is shown at the entry behind which the next one should stand."""
    for gap in gaps(sms, "budget", live(sms)):
        yield RULE.about(gap.after, "id", gap.words)
