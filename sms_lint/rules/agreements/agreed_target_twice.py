"""Two targets of one agreement have the same name.

Results are reported under the name of the target. With two targets of one name nobody can tell which of them was met.
Usually a target was copied and the copy was not finished.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability}
    - {name: availability}  # <- agreed-target-twice
  status: active
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability}
    - {name: availability by night}
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.3.4.1",
    ),
    help="give the second target a name of its own, or remove it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the names of the targets of each agreement and contract that has not ended."""
    judged: tuple[ServiceLevelAgreement | SupplierContract, ...] = (
        *sms.all(ServiceLevelAgreement),
        *sms.all(SupplierContract),
    )
    for node in judged:
        seen: set[str] = set()
        targets: tuple[ServiceLevelTarget | ContractTarget, ...] = node.targets
        names = [target.name for target in targets] if node.status != "ended" else []
        for index, stated in enumerate(names):
            name = stated.casefold()
            if name in seen:
                message = f"{node.id} has two targets with the name `{stated}`"
                yield RULE.about(node, ("targets", index, "name"), message)
            seen.add(name)
