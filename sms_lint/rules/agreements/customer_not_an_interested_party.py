"""A customer is not among the interested parties.

Customers are the first parties whose requirements a service management system has to know. A customer who is
missing from the register was forgotten when requirements were gathered. An entry for all customers together
counts for each of them.

Bad:

```yaml
customer CUS-ALDER:  # <- customer-not-an-interested-party
interested-party PTY-01: {name: "CUS-BIRCH, logistics", type: customer}
```

Good:

```yaml
customer CUS-ALDER:
interested-party PTY-01: {name: CUS-ALDER, type: customer}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:4.2",),
    help="add what the customer requires to the interested parties register",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the id or the name of each customer in the entries about customers."""
    parties = [entry for entry in sms.entries("interested-party") if entry.text("type") == "customer"]
    customers = sms.entries("customer")
    if not sms.entries("interested-party") or {"interested-party", "customer"} & sms.hidden:
        return
    said = [f"{entry.text('name')} {entry.text('requirement')}" for entry in parties]
    known = frozenset[str]().union(*map(ids_in, said))
    if any(not _names_one(text, customers) for text in said):
        return
    for entry in customers:
        named = entry.id in known or any(entry.text("name") in text for text in said)
        if not named and entry.id not in sms.unread:
            yield RULE.about(entry, "id", f"{entry.id} is not among the interested parties")


def _names_one(text: str, customers: tuple[Entry, ...]) -> bool:
    """Whether an entry is about certain customers; any id of the form of theirs counts."""
    forms = {entry.id.partition("-")[0] for entry in customers}
    named = any(name.partition("-")[0] in forms for name in ids_in(text))
    return named or any(entry.text("name") in text for entry in customers)
