"""The availability results of a service pass over a period.

Availability is monitored and held against its target. A period without a result is a period in which an
outage could hide.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
availability AVA-2026-07:  # <- availability-period-missing
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
    clauses=("20000-1:8.7.1",),
    help="enter the result of the period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the series of each live service; it is shown at the entry behind which the next one should stand."""
    for gap in gaps(sms, "availability", live(sms)):
        yield RULE.about(gap.after, "id", gap.words)
