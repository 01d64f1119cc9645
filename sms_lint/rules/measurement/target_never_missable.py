"""A target can never be missed, or never be met.

A target is useful only if both can happen. One that is always met, or that no month can meet, shows nothing: usually
the value or the direction was typed wrong. The rule looks at the targets of agreements and contracts, of objectives and
of KPIs; for a KPI it is a warning.

Bad:

```yaml
sla SLA-A:
  targets:
    - {value: 995, unit: "%", direction: higher}  # <- target-never-missable
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
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.delivery import agreements, never
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:8.3.4.1", "20000-1:6.2.1", "20000-1:9.1"),
    help="correct `value` or `direction`",
    aliases=("agreed-target-out-of-range", "objective-never-missable", "kpi-target-never-missable"),
    kinds=("sla", "supplier-contract", "objective", "kpi"),
)
_AGREED = RULE.part("agreed-target-out-of-range", clauses=("20000-1:8.3.3", "20000-1:8.3.4.1"))
_OBJECTIVE = RULE.part(
    "objective-never-missable",
    clauses=("20000-1:6.2.1",),
    help="set a target that is better than the baseline, or correct `direction` of the KPI",
)
_KPI = RULE.part(
    "kpi-target-never-missable",
    severity="warning",
    clauses=("20000-1:9.1", "20000-1:6.2.1"),
    help="set a target that a bad month would miss",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreements, objectives and KPIs."""
    yield from _agreed(sms)
    yield from _objective(sms)
    yield from _kpi(sms)


def _agreed(sms: Sms) -> Iterator[Finding]:
    """Judge each target of active agreements and contracts by its unit and direction."""
    contracts = (
        supplier_contract
        for supplier_contract in sms.all(SupplierContract)
        if supplier_contract.status == "active"
    )
    judged: tuple[ServiceLevelAgreement | SupplierContract, ...] = (*agreements(sms), *contracts)
    for node in judged:
        targets: tuple[ServiceLevelTarget | ContractTarget, ...] = node.targets
        for index, target in enumerate(targets):
            if fault := never(target):
                message = f"the target `{target.name}` of {node.id}, {_words(target)}, can never be {fault}"
                yield _AGREED.about(node, ("targets", index, "value"), message)


def _words(target: ServiceLevelTarget | ContractTarget) -> str:
    bound = "at least" if target.direction == "higher" else "at most"
    return f"{bound} {target.value} {target.unit}"


def _objective(sms: Sms) -> Iterator[Finding]:
    """Compare baseline and target of each open objective; a band has no better end."""
    for node in sms.records(Objective):
        kpi = sms.ids.get(node.metric)
        if node.status != "open" or node.baseline is None or not isinstance(kpi, Kpi):
            continue
        if kpi.reached(node.baseline, node.target):
            message = (
                f"{node.id} started from {node.baseline}, which reaches its target of {node.target} already"
            )
            yield _OBJECTIVE.about(node, "target", message)


def _kpi(sms: Sms) -> Iterator[Finding]:
    """Compare each target with the worst value that there is: nothing, or all of it."""
    for kpi in sms.all(Kpi):
        whole = kpi.unit.strip() == "%"
        for index, target in enumerate(kpi.targets):
            value = target.value
            if value is None or kpi.direction == "band":
                continue
            if (kpi.direction == "higher" and value == 0) or (
                whole and kpi.direction == "lower" and value == 100
            ):
                worst = f"at least {value}" if kpi.direction == "higher" else f"at most {value}"
                message = f"the target of {kpi.id} is {worst} {kpi.unit}, which is always met"
                yield _KPI.about(kpi, ("targets", index, "value"), message)
