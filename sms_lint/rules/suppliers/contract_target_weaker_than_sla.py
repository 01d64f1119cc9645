"""A supplier promises less than the customer agreement that depends on it.

What a supplier delivers is part of what the customer gets. Where the supplier may be down longer, or take more time,
than was promised to the customer, the promise can be broken without the supplier being at fault. Targets of one unit
and of the same name or metric are compared, and those that `supports` of the contract names. Where both count what was
done within a time, the supplier's is not the longer one. A weaker one may be meant: then its `made_up_by` names the
active contract of a second supply beside it, or the risk that was accepted.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, value: 99.5, unit: "%", direction: higher}
  status: active
supplier-contract CON-A:
  targets:
    - {name: availability, value: 99.0, unit: "%", direction: higher}  # <- contract-target-weaker-than-sla
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
  targets:
    - {name: availability, value: 99.9, unit: "%", direction: higher}
  supports_sla: [SLA-A]
  status: active
```
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sms_lint.ground.stated_lengths import stated_length
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.sms import Sms
from sms_lint.system.supplies import agreements_behind, is_comparable, is_made_up, pairs

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="agree on a stricter target with the supplier, name in `made_up_by` what makes up for it (the contract of a "
    "second supply, or the accepted risk), or promise the customer less",
    yields_to=("target-never-missable",),
)


@dataclass(frozen=True)
class Weak:
    """A target of a contract that is weaker than one of an agreement, and the places of both."""

    contract: SupplierContract
    index: int
    agreement: ServiceLevelAgreement
    promised: int


def check(sms: Sms) -> Iterator[Finding]:
    """Show a promise that several contracts fall short of at the agreement, and each other target at its contract."""
    by_promise: dict[tuple[str, int], list[Weak]] = defaultdict(list)
    for weak in _all_weak(sms):
        by_promise[weak.agreement.id, weak.promised].append(weak)
    by_target: dict[tuple[str, int], list[Weak]] = defaultdict(list)
    for weaker in by_promise.values():
        if len({weak.contract.id for weak in weaker}) > 1:
            yield _at_agreement(weaker)
        else:
            by_target[weaker[0].contract.id, weaker[0].index].append(weaker[0])
    yield from map(_at_contract, by_target.values())


def _all_weak(sms: Sms) -> Iterator[Weak]:
    known = agreements_behind(sms)
    for contract in sms.all(SupplierContract):
        supported = [known[name] for name in contract.supports_sla if name in known]
        for agreement in supported if contract.status == "active" else ():
            for index, number in pairs(contract, agreement):
                target = contract.targets[index]
                if not is_made_up(sms, target) and _is_weaker(target, agreement.targets[number]):
                    yield Weak(contract, index, agreement, number)


def _at_agreement(weaker: Sequence[Weak]) -> Finding:
    agreement, number = weaker[0].agreement, weaker[0].promised
    target, names = agreement.targets[number], ", ".join(weak.contract.id for weak in weaker)
    message = f"{names} promise less than `{target.name}` of {agreement.id}, {target.value} {target.unit}"
    return RULE.about(agreement, ("targets", number, "value"), message)


def _at_contract(weaker: Sequence[Weak]) -> Finding:
    contract, index, agreement = weaker[0].contract, weaker[0].index, weaker[0].agreement
    target, promised = contract.targets[index], agreement.targets[weaker[0].promised]
    more = f" (and of {len(weaker) - 1} more)" if len(weaker) > 1 else ""
    theirs = agreement.at("targets", weaker[0].promised, "value")
    if _is_slower(target, promised):
        message = (
            f"`{target.name}` of {contract.id} counts what is done in {stated_length(target.metric)}, "
            f"but `{promised.name}` of {agreement.id} in {stated_length(promised.metric)}{more}"
        )
        return RULE.about(contract, ("targets", index, "metric"), message).compared_with(theirs)
    message = (
        f"`{target.name}` of {contract.id} is {target.value} {target.unit}, "
        f"weaker than {promised.value} {promised.unit} of {agreement.id}{more}"
    )
    return RULE.about(contract, ("targets", index, "value"), message).compared_with(theirs)


def _is_weaker(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    if not is_comparable(target, promised):
        return False
    higher = target.direction == "higher"
    less = target.value < promised.value if higher else target.value > promised.value
    return less or _is_slower(target, promised)


def _is_slower(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    """Whether both count what was done within a time, and the supplier's is the longer one."""
    ours, theirs = stated_length(promised.metric), stated_length(target.metric)
    return ours is not None and theirs is not None and theirs.days > ours.days
