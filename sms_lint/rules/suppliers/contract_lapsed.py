"""A contract has run out, and is still called active.

After its last day a contract binds the supplier no longer. Either it was renewed and the register does not
say so, or services rest on goodwill.

Bad:

```yaml
supplier-contract CON-A:
  status: active
  valid_to: 2026-09-30  # <- contract-lapsed
```

Good:

```yaml
supplier-contract CON-A:
  status: active
  valid_to: 2027-09-30
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="renew the contract and set `valid_to`, or set `status` to ended",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active contract with today."""
    for contract in sms.all(SupplierContract):
        if contract.status == "active" and contract.valid_to is not None and contract.valid_to < sms.today:
            message = f"{contract.id} is active, but was valid until {contract.valid_to} only"
            yield RULE.about(contract, "valid_to", message)
