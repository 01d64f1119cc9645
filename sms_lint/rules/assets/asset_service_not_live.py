"""An asset in use belongs to a service that is not delivered.

Assets that stay behind when a service is retired cost money, licences and attention, and may hold data of
customers that should be gone.

Bad:

```yaml
service SVC-FAX: {lifecycle: retired}
asset AST-1:
  status: in_use
  service: [SVC-FAX]  # <- asset-service-not-live
```

Good:

```yaml
service SVC-FAX: {lifecycle: retired}
asset AST-1:
  status: disposed
  service: [SVC-FAX]
  disposed_at: 2026-07-09
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
    clauses=("20000-1:8.2.5",),
    help="dispose of the asset or give it to another service, and correct `service`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "asset"):
        message = f"{leftover.id} is in use for {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
