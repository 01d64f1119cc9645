"""An agreement or a contract has run out, and is still called active.

After its last day it binds nobody. Either it was renewed and the register does not say so, or the service is
delivered, or supplied, on goodwill.

Bad:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-09-30  # <- agreement-lapsed
```

Good:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-12-31
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the agreement and set `valid_to`, or set `status` to ended",
    aliases=("sla-lapsed", "contract-lapsed"),
    kinds=("sla", "supplier-contract"),
)
_SLA = RULE.part("sla-lapsed", clauses=("20000-1:8.3.3",))
_CONTRACT = RULE.part(
    "contract-lapsed",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the contract and set `valid_to`, or set `status` to ended",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreements with customers and contracts with suppliers."""
    yield from _sla(sms)
    yield from _contract(sms)


def _sla(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active agreement with today."""
    for agreement in agreements(sms):
        if agreement.valid_to is not None and agreement.valid_to < sms.today:
            message = f"{agreement.id} is active, but was valid until {agreement.valid_to} only"
            yield _SLA.about(agreement, "valid_to", message)


def _contract(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each active contract with today."""
    for contract in sms.all(SupplierContract):
        if contract.status == "active" and contract.valid_to is not None and contract.valid_to < sms.today:
            message = f"{contract.id} is active, but was valid until {contract.valid_to} only"
            yield _CONTRACT.about(contract, "valid_to", message)
