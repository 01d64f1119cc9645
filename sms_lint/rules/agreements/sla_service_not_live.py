"""An agreement is in force for a service that is not delivered.

Targets, results and reports hang on the agreement. When a service ends the agreement ends with it, and the
customer is told so; before it goes live the agreement does not apply yet.

Bad:

```yaml
service SVC-FAX: {lifecycle: retired}
sla SLA-FAX:
  service: SVC-FAX  # <- sla-service-not-live
  status: active
```

Good:

```yaml
service SVC-FAX: {lifecycle: retired}
sla SLA-FAX:
  service: SVC-FAX
  status: ended
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import leftovers
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="end the agreement, or put `lifecycle` in the portfolio right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "sla"):
        message = (
            f"{leftover.id} promises service levels for {leftover.service}, which is {state} in the portfolio"
        )
        yield RULE.about(leftover.subject, leftover.route, message)
