"""Availability is compared with another target than the one agreed with the customer.

The target of the agreement is the promise. If availability management uses another one, its reports say met where the
customer sees missed. Where most rows of a service differ, the finding is shown at the agreement.

Bad:

```yaml
sla SLA-A:
  service: SVC-MAIL
  targets:
    - {name: availability, value: 99.5, unit: "%"}
  status: active
availability AVL-1:
  service: SVC-MAIL
  target: 99.0  # <- availability-target-differs
  period: 2026-09
```

Good:

```yaml
sla SLA-A:
  service: SVC-MAIL
  targets:
    - {name: availability, value: 99.5, unit: "%"}
  status: active
availability AVL-1:
  service: SVC-MAIL
  target: 99.5
  period: 2026-09
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import disputed_targets
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.7.1",
    ),
    help="correct `target`, or the target of the agreement",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each row with the agreements on its service that applied at the end of its period."""
    for disputed in sms.once(disputed_targets):
        promised = disputed.agreement.targets[disputed.number].value
        latest = max(disputed.others, key=lambda entry: entry.text("period"))
        more = f" (and {len(disputed.others) - 1} more)" if len(disputed.others) > 1 else ""
        stated = latest.text("target")
        message = (
            f"{latest.id}{more} has a target of {stated} %, but {disputed.agreement.id} promises {promised} %"
        )
        if disputed.by_most:
            yield RULE.about(disputed.agreement, ("targets", disputed.number, "value"), message)
        else:
            yield RULE.about(latest, "target", message)
