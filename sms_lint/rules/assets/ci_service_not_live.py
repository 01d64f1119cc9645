"""A configuration item in use belongs to a service that is not delivered.

Configuration information that still ties an item to a retired service misleads whoever judges a change or an
incident by it.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-FAX: {lifecycle: retired}
ci CI-MAIL-01:
  relationships: [SVC-MAIL]
  status: in_use
  service: [SVC-MAIL, SVC-FAX]  # <- ci-service-not-live
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-FAX: {lifecycle: retired}
ci CI-MAIL-01:
  relationships: [SVC-MAIL]
  status: in_use
  service: [SVC-MAIL]
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
    clauses=("20000-1:8.2.6",),
    help="retire the item, or take the service out of `service` and `relationships`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "ci"):
        message = f"{leftover.id} is in use for {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
