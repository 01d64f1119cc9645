"""The services of the scope are not those that are live.

The scope says what the service management system, and in the end the certificate, covers. A live service that it
neither lists nor excludes with a reason is run outside the system, although nobody decided so. A service that it lists
although nobody receives it is an empty promise.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET: {lifecycle: live}
scope SCO-SMS:
  lifecycle: active
  services: [SVC-MAIL]  # <- scope-services-differ
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET: {lifecycle: live}
scope SCO-SMS:
  lifecycle: active
  services: [SVC-MAIL, SVC-NET]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.delivery import leftovers, live_without
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.3",),
    help="make `services` and the portfolio agree, or name the service under `exclusions` with a reason",
    fix=RuleFix("lists the services that are live", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the portfolio with the scope in force, and the scope with the portfolio."""
    scope = next(
        (document for document in sms.all(Scope) if document.lifecycle == "active" and document.services),
        None,
    )
    if scope is not None and (absent := [entry.id for entry in live_without(sms, "scope")]):
        names = ", ".join(absent)
        message = f"{scope.id} neither lists nor excludes {names}, which the portfolio calls live"
        fix = naming_also(sms, scope, "services", *absent)
        yield RULE.about(scope, "services", message).with_fix(fix)
    for leftover, state in leftovers(sms, "scope"):
        message = f"{leftover.id} lists {leftover.service}, which is {state} in the portfolio"
        yield RULE.about(leftover.subject, leftover.route, message)
