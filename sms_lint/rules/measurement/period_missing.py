"""The figures of a service leave out a period.

Availability, costs and demand are compared with target, budget and forecast at planned intervals. A period without
figures is one in which an outage can hide, nobody looked at the costs, or growth went unseen.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
availability AVA-2026-07:  # <- period-missing
  service: SVC-MAIL
  period: 2026-07
availability AVA-2026-09: {service: SVC-MAIL, period: 2026-09}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
availability AVA-2026-07:
  service: SVC-MAIL
  period: 2026-07
availability AVA-2026-08: {service: SVC-MAIL, period: 2026-08}
availability AVA-2026-09: {service: SVC-MAIL, period: 2026-09}
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
    clauses=("20000-1:8.7.1", "20000-1:8.4.1", "20000-1:8.4.2"),
    help="enter the figures of the period",
    gap=True,
    aliases=("availability-period-missing", "budget-period-missing", "demand-period-missing"),
    kinds=("availability", "budget", "demand"),
)
_PARTS = {
    "availability": RULE.part(
        "availability-period-missing",
        clauses=("20000-1:8.7.1",),
        help="enter the result of the period",
    ),
    "budget": RULE.part(
        "budget-period-missing",
        clauses=("20000-1:8.4.1",),
        help="enter budget and actual costs of the period",
    ),
    "demand": RULE.part(
        "demand-period-missing",
        clauses=("20000-1:8.4.2",),
        help="enter demand, forecast and consumption of the period",
    ),
}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; the finding is at the entry after which the next one is missing."""
    for kind, part in _PARTS.items():
        for gap in gaps(sms, kind, live(sms)):
            yield part.about(gap.after, "id", gap.words)
