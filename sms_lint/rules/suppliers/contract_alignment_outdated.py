"""A contract was last compared with an agreement before that agreement began.

Whether the supplier's targets still support those promised to the customer has to be checked again whenever an
agreement begins or is renewed. An earlier check was made against other promises.

Bad:

```yaml
sla SLA-A: {valid_from: 2026-07-01, status: active}
supplier-contract CON-A:
  supports_sla: [SLA-A]
  alignment_checked_at: 2026-01-20  # <- contract-alignment-outdated
  status: active
```

Good:

```yaml
sla SLA-A: {valid_from: 2026-07-01, status: active}
supplier-contract CON-A:
  supports_sla: [SLA-A]
  alignment_checked_at: 2026-07-02
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="compare the targets again and set `alignment_checked_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the check with the first day of each active agreement that the contract supports."""
    began = {
        agreement.id: agreement.valid_from
        for agreement in sms.all(ServiceLevelAgreement)
        if agreement.status == "active"
    }
    for contract in sms.all(SupplierContract):
        checked = contract.alignment_checked_at
        if contract.status != "active" or checked is None:
            continue
        later = [
            name for name in contract.supports_sla if name in began and checked < began[name] <= sms.today
        ]
        if later:
            names = ", ".join(f"{name} (from {began[name]})" for name in later)
            message = f"the targets of {contract.id} were compared on {checked}, before {names}"
            yield RULE.about(contract, "alignment_checked_at", message)
