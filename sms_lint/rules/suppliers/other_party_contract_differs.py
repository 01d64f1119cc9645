"""A contract and the register of other parties disagree on whose contract it is.

From a party one finds its contracts, from a contract its party. If the two registers do not lead to each
other, reviews and disputes end up with the wrong supplier.

Bad:

```yaml
other-party OTH-A:
  agreement: [CON-A]
other-party OTH-B: {agreement: [CON-B]}
supplier-contract CON-A:
  supplier: OTH-B  # <- other-party-contract-differs
  status: active
supplier-contract CON-B: {supplier: OTH-B, status: active}
```

Good:

```yaml
other-party OTH-A:
  agreement: [CON-A]
other-party OTH-B: {agreement: [CON-B]}
supplier-contract CON-A:
  supplier: OTH-A
  status: active
supplier-contract CON-B: {supplier: OTH-B, status: active}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.portfolio import OtherParty
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.3.1",
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="put `agreement` of the party and `supplier` of the contract in line",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go from each active contract to its party, then back; a contract is reported once."""
    parties = {party.id: party for party in sms.all(OtherParty)}
    for contract in sms.all(SupplierContract):
        if contract.status == "ended":
            continue
        party = parties.get(contract.supplier)
        claiming = [one.id for one in parties.values() if contract.id in one.agreement and one is not party]
        if claiming:
            message = f"{contract.id} is with {contract.supplier}, but {claiming[0]} lists it as its own"
            yield RULE.about(contract, "supplier", message)
        elif party is not None and contract.id not in party.agreement:
            message = f"{party.id} does not list {contract.id} among its agreements"
            yield RULE.about(party, "agreement", message)
