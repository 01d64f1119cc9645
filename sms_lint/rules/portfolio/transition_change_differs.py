"""A transition names a change that does not affect its service.

The trail from the plan to what was done leads to another service. Mostly a digit is wrong, and the change
that did carry it out is not named.

Bad:

```yaml
transition TRN-2026-01:
  service: SVC-MAIL
  changes: [CHG-2026-0001]  # <- transition-change-differs
change CHG-2026-0001: {impact_services: [SVC-FILES]}
```

Good:

```yaml
transition TRN-2026-01:
  service: SVC-MAIL
  changes: [CHG-2026-0001]
change CHG-2026-0001: {impact_services: [SVC-FILES, SVC-MAIL]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.1.2",
    ),
    help="name the change that carried it out, or add the service to `impact_services` of the change",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the service of each transition with those of its changes."""
    for transition, change in carried(sms, "transition"):
        service = transition.text("service")
        if service not in change.texts("impact_services"):
            message = f"{transition.id} is about {service}, but names {change.id}, which does not affect it"
            yield RULE.about(transition, "changes", message)
