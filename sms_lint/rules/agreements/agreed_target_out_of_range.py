"""A target can never be missed, or never be met.

A target is agreed so that it makes a difference. A share of more than 100 per cent cannot be reached, one of
at least 0 per cent cannot be missed, and a time of at most nothing cannot be kept. Mostly a figure was typed
wrong, or the direction.

Bad:

```yaml
sla SLA-A:
  targets:
    - {value: 995, unit: "%", direction: higher}  # <- agreed-target-out-of-range
  status: active
```

Good:

```yaml
sla SLA-A:
  targets:
    - {value: 99.5, unit: "%", direction: higher}
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.delivery import agreements, never
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.3.4.1",
    ),
    help="put `value` or `direction` right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Judge each target of active agreements and contracts by its unit and direction."""
    contracts = (one for one in sms.all(SupplierContract) if one.status == "active")
    judged: tuple[ServiceLevelAgreement | SupplierContract, ...] = (*agreements(sms), *contracts)
    for node in judged:
        targets: tuple[ServiceLevelTarget | ContractTarget, ...] = node.targets
        for index, target in enumerate(targets):
            if fault := never(target):
                message = f"the target `{target.name}` of {node.id}, {_words(target)}, can never be {fault}"
                yield RULE.about(node, ("targets", index, "value"), message)


def _words(target: ServiceLevelTarget | ContractTarget) -> str:
    bound = "at least" if target.direction == "higher" else "at most"
    return f"{bound} {target.value} {target.unit}"
