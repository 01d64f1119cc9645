"""A party provides services or components without a contract in force.

Whoever contributes to the services is bound by a contract, or an agreement where it is part of the
organization or a customer. A party whose contracts have all ended, or are drafts, owes nothing.

Bad:

```yaml
other-party OTH-A:
  agreement: [CON-A]  # <- other-party-without-live-contract
supplier-contract CON-A: {status: ended}
```

Good:

```yaml
other-party OTH-A:
  agreement: [CON-A]
supplier-contract CON-A: {status: active}
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
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="renew the contract, or remove the party from the register",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the contracts of each party, those it names and those that name it; an unread one may be in force."""
    known = {contract.id: contract for contract in sms.all(SupplierContract)}
    bound = {contract.supplier for contract in known.values() if contract.status == "active"}
    for party in sms.records(OtherParty):
        named = [known[name] for name in party.agreement if name in known]
        if len(named) < len(party.agreement) or party.id in bound or "supplier-contract" in sms.hidden:
            continue
        if all(contract.status != "active" for contract in named):
            states = ", ".join(f"{contract.id} ({contract.status})" for contract in named)
            message = f"{party.id} has no contract in force: {states}"
            yield RULE.about(party, "agreement", message)
