"""The catalogue offers a service that is not delivered.

Readers of the catalogue ask for what stands in it. An entry stays behind when a service is retired, or is
published before the service is there.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-FAX: {lifecycle: retired}
service-catalogue CAT-FAX:
  service: SVC-FAX  # <- catalogue-service-not-live
  published_at: 2026-01-01
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-FAX: {lifecycle: retired}
service-catalogue CAT-MAIL: {service: SVC-MAIL, published_at: 2026-01-01}
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
    clauses=("20000-1:8.2.4",),
    help="take the entry down, or put `lifecycle` in the portfolio right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "service-catalogue"):
        message = f"{leftover.id} offers {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
