"""A contract calls its supplier something else than the register of other parties.

External suppliers, internal ones and customers acting as suppliers are managed in different ways: with
contracts, with agreements, with reviews of their own. The two registers have to agree on which of them a
party is.

Bad:

```yaml
other-party OTH-A: {type: external_supplier}
supplier-contract CON-A:
  supplier: OTH-A
  type: internal_supplier  # <- contract-type-differs
  status: active
```

Good:

```yaml
other-party OTH-A: {type: external_supplier}
supplier-contract CON-A:
  supplier: OTH-A
  type: external_supplier
  status: active
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
    help="put `type` right in the contract or in the register of other parties",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the type of each contract that has not ended with that of its party."""
    parties = {party.id: party for party in sms.all(OtherParty)}
    for contract in sms.all(SupplierContract):
        party = parties.get(contract.supplier)
        if party is not None and contract.status != "ended" and contract.type != party.type:
            message = (
                f"{contract.id} is of type {_words(contract.type)}, {party.id} of type {_words(party.type)}"
            )
            yield RULE.about(contract, "type", message)


def _words(name: str) -> str:
    return name.replace("_", " ")
