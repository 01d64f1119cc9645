"""An asset in use falls under a contract that has ended.

Without its contract a licence is not valid, and no maintenance is given. When a contract ends, its assets move to the
next contract or go out of use.

Bad:

```yaml
supplier-contract CON-A: {status: ended}
asset AST-1:
  status: in_use
  licence_or_contract: CON-A  # <- asset-under-ended-contract
```

Good:

```yaml
supplier-contract CON-A: {status: active}
asset AST-1:
  status: in_use
  licence_or_contract: CON-A
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.delivery import IN_USE, ended_words
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.5",
        "20000-1:8.3.4.1",
    ),
    help="name the contract in force in `licence_or_contract`, or take the asset out of use",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the contracts that the words of each asset name; the assets of one contract are one finding."""
    ended = {
        supplier_contract.id: supplier_contract.valid_to
        for supplier_contract in sms.all(SupplierContract)
        if supplier_contract.status == "ended"
    }
    said: set[str] = set()
    for entry in sms.entries("asset") if ended else ():
        for name in sorted(ids_in(entry.text("licence_or_contract")) & ended.keys() - said):
            if entry.text("status") in IN_USE:
                said.add(name)
                message = f"{entry.id} falls under {name}, {ended_words(ended[name], sms.today)}"
                yield RULE.about(entry, "licence_or_contract", message)
