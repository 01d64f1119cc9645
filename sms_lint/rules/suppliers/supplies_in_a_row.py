"""What several suppliers promise cannot add up to what the customer was promised.

A service that needs two supplies at once is there only while both are: 99.95 % and 99.95 % make 99.9 % at best, which
leaves nothing for what we do ourselves. Targets in per cent of which more is better, and which are about the same as
one of the agreement, are multiplied. A second supply beside the first (`made_up_by`) counts as such, and what names an
accepted risk is left out.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, value: 99.93, unit: "%", direction: higher}  # <- supplies-in-a-row
  status: active
supplier-contract CON-A:
  targets: [{name: availability, value: 99.95, unit: "%", direction: higher}]
  supports_sla: [SLA-A]
  status: active
supplier-contract CON-B:
  targets: [{name: availability, value: 99.95, unit: "%", direction: higher}]
  supports_sla: [SLA-A]
  status: active
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability, value: 99.5, unit: "%", direction: higher}
  status: active
supplier-contract CON-A:
  targets: [{name: availability, value: 99.95, unit: "%", direction: higher}]
  supports_sla: [SLA-A]
  status: active
supplier-contract CON-B:
  targets: [{name: availability, value: 99.95, unit: "%", direction: higher}]
  supports_sla: [SLA-A]
  status: active
```
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import prod

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms
from sms_lint.system.supplies import is_accepted, is_alike

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.4.1", "20000-1:8.7.1"),
    help="promise the customer what the supplies allow, agree on more with a supplier, or name the contract of a "
    "second supply in `made_up_by`",
)
_WHOLE = Decimal(100)


def check(sms: Sms) -> Iterator[Finding]:
    """Multiply what the active contracts under each agreement promise; one weaker by itself is reported elsewhere."""
    active = [contract for contract in sms.all(SupplierContract) if contract.status == "active"]
    for agreement in agreements(sms):
        under = [contract for contract in active if agreement.id in contract.supports_sla]
        for number, promised in enumerate(agreement.targets):
            shares = _shares(sms, under, promised)
            together = _WHOLE * prod(share / _WHOLE for share in shares.values())
            if len(shares) > 1 and min(shares.values()) >= promised.value > together:
                message = (
                    f"`{promised.name}` of {agreement.id} is {promised.value} %, and {listed(list(shares))} "
                    f"together allow {together:.3f} % at best"
                )
                yield RULE.about(agreement, ("targets", number, "value"), message)


def _shares(sms: Sms, under: list[SupplierContract], promised: ServiceLevelTarget) -> Mapping[str, Decimal]:
    """What each supply that the promise rests on is there for, in per cent, by the id of its contract."""
    about = {contract.id: _about(contract, promised) for contract in under}
    found = {name: target for name, target in about.items() if target and not is_accepted(sms, target)}
    beside = {target.made_up_by for target in found.values() if target.made_up_by}
    return {name: _with_second(target, found) for name, target in found.items() if name not in beside}


def _about(contract: SupplierContract, promised: ServiceLevelTarget) -> ContractTarget | None:
    """The target of a contract that is about the same as a promise in per cent of which more is better."""
    if (promised.unit, promised.direction) != ("%", "higher"):
        return None
    return next((target for target in contract.targets if is_alike(target, promised)), None)


def _with_second(target: ContractTarget, others: Mapping[str, ContractTarget]) -> Decimal:
    """The share of a supply with the second one beside it, which is needed only while the first is away."""
    second = others.get(target.made_up_by or "")
    if second is None:
        return target.value
    return _WHOLE - (_WHOLE - target.value) * (_WHOLE - second.value) / _WHOLE
