"""A contract and the register of other parties disagree.

The register says who provides what under which contract, and as what: an external or internal supplier, or a customer
acting as one. The contract says it too. Where the two differ, one of them leads to the wrong party.

Bad:

```yaml
other-party OTH-A:
  type: external_supplier
  agreement: [CON-A]
other-party OTH-B: {type: external_supplier, agreement: [CON-B]}
supplier-contract CON-A:
  supplier: OTH-B  # <- other-party-differs
  type: external_supplier
  status: active
supplier-contract CON-B:
  supplier: OTH-B
  type: external_supplier
  status: active
```

Good:

```yaml
other-party OTH-A:
  type: external_supplier
  agreement: [CON-A]
other-party OTH-B: {type: external_supplier, agreement: [CON-B]}
supplier-contract CON-A:
  supplier: OTH-A
  type: external_supplier
  status: active
supplier-contract CON-B:
  supplier: OTH-B
  type: external_supplier
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.portfolio import OtherParty
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.entry_fixes import naming_also, saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.3.1", "20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="make `agreement` of the party and `supplier` of the contract agree",
    aliases=("other-party-contract-differs", "contract-type-differs"),
    kinds=("supplier-contract", "other-party"),
    yields_to=("dangling-reference",),
    fix=RuleFix("lists the contract with its party, or writes the type of the party", "unsafe"),
)
_CONTRACT = RULE.part("other-party-contract-differs")
_TYPE = RULE.part(
    "contract-type-differs", help="correct `type` in the contract or in the register of other parties"
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare whose contract it is, then what the party is called."""
    yield from _contract(sms)
    yield from _type(sms)


def _contract(sms: Sms) -> Iterator[Finding]:
    """Go from each active contract to its party, then back; a contract is reported once."""
    parties = {party.id: party for party in sms.records(OtherParty)}
    for contract in sms.all(SupplierContract):
        if contract.status == "ended":
            continue
        party = parties.get(contract.supplier)
        claiming = [
            other_party.id
            for other_party in parties.values()
            if contract.id in other_party.agreement and other_party is not party
        ]
        if claiming:
            message = f"{contract.id} is with {contract.supplier}, but {claiming[0]} lists it as its own"
            yield _CONTRACT.about(contract, "supplier", message)
        elif party is not None and contract.id not in party.agreement:
            message = f"{party.id} does not list {contract.id} among its agreements"
            fix = naming_also(sms, party, "agreement", contract.id)
            yield _CONTRACT.about(party, "agreement", message).with_fix(fix)


def _type(sms: Sms) -> Iterator[Finding]:
    """Compare the type of each contract that has not ended with that of its party."""
    parties = {party.id: party for party in sms.records(OtherParty)}
    for contract in sms.all(SupplierContract):
        party = parties.get(contract.supplier)
        if party is not None and contract.status != "ended" and contract.type != party.type:
            message = (
                f"{contract.id} is of type {_words(contract.type)}, {party.id} of type {_words(party.type)}"
            )
            yield _TYPE.about(contract, "type", message).with_fix(saying(contract, "type", party.type))


def _words(name: str) -> str:
    return name.replace("_", " ")
