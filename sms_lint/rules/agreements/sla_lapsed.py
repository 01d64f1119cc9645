"""An agreement has run out, and is still called active.

After its last day an agreement binds nobody. Either it was renewed and the register does not say so, or the
service is delivered without one.

Bad:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-09-30  # <- sla-lapsed
```

Good:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-12-31
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="renew the agreement and set `valid_to`, or set `status` to ended",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active agreement with today."""
    for agreement in agreements(sms):
        if agreement.valid_to is not None and agreement.valid_to < sms.today:
            message = f"{agreement.id} is active, but was valid until {agreement.valid_to} only"
            yield RULE.about(agreement, "valid_to", message)
