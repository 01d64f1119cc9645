"""A contract is said to stand behind an agreement, but none of its targets is about what the agreement promises.

The line was renamed, or taken out with the last renewal, or the agreement changed: then nobody can say what the
supplier owes for the promise to the customer. A target stands behind another one of the same name, or of the same unit
and much the same metric, or where `supports` names it. Contracts without targets are left alone.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, metric: Share of time in which it worked, value: 99.5, unit: "%", direction: higher}
  status: active
supplier-contract CON-A:
  targets:
    - {name: repair, metric: Time until a line works again, value: 4, unit: hours, direction: lower}
  supports_sla: [SLA-A]  # <- underpinning-target-missing
  status: active
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability, metric: Share of time in which it worked, value: 99.5, unit: "%", direction: higher}
  status: active
supplier-contract CON-A:
  targets:
    - name: repair
      metric: Time until a line works again
      value: 4
      unit: hours
      direction: lower
      supports: [{sla: SLA-A, target: availability}]
  supports_sla: [SLA-A]
  status: active
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms
from sms_lint.system.supplies import agreements_behind, pairs

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help=(
        "agree on a target that carries the promise, name under `supports` the one that does, or take the agreement "
        "out of `supports_sla`"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the active contracts with targets, and at the agreements that they name and that have targets."""
    known = agreements_behind(sms)
    for contract in sms.all(SupplierContract):
        if contract.status == "active" and contract.targets:
            wrong = list(_named_wrongly(contract, known))
            yield from wrong
            yield from _without_target(contract, known) if not wrong else ()


def _named_wrongly(
    contract: SupplierContract, known: Mapping[str, ServiceLevelAgreement]
) -> Iterator[Finding]:
    """The targets under `supports` that their agreement does not have, or not any more."""
    for index, target in enumerate(contract.targets):
        for place, support in enumerate(target.supports):
            agreement = known.get(support.sla)
            names = [promised.name for promised in agreement.targets] if agreement else []
            where = ("targets", index, "supports", place)
            if agreement and support.target.casefold() not in map(str.casefold, names):
                message = (
                    f"`{target.name}` of {contract.id} stands behind `{support.target}`, which {support.sla} does not "
                    f"promise{nearest(support.target, names)}"
                )
                yield RULE.about(contract, (*where, "target"), message)
            elif agreement and support.sla not in contract.supports_sla:
                message = f"`{target.name}` of {contract.id} is for {support.sla}, which `supports_sla` does not name"
                yield RULE.about(contract, (*where, "sla"), message)


def _without_target(
    contract: SupplierContract, known: Mapping[str, ServiceLevelAgreement]
) -> Iterator[Finding]:
    """The agreements behind which none of the targets stands, told at the first of them."""
    bare = [
        (place, known[name])
        for place, name in enumerate(contract.supports_sla)
        if name in known and known[name].targets and not any(pairs(contract, known[name]))
    ]
    if bare:
        place, first = bare[0]
        promised = ", ".join(f"`{target.name}`" for target in first.targets)
        more = (
            f"; nor behind those of {listed(agreement.id for _, agreement in bare[1:])}" if bare[1:] else ""
        )
        message = f"no target of {contract.id} stands behind those of {first.id}: {promised}{more}"
        yield RULE.about(contract, ("supports_sla", place), message)
