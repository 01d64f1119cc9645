"""Documents or records replace each other in a circle.

Each is said to be replaced by the next, so none of them is the one in force. One of the statements is a mistake.

Bad:

```yaml
policy POL-CHG:
  supersedes: POL-CHG  # <- supersedes-loop
```

Good:

```yaml
policy POL-CHG:
  supersedes: POL-SMS
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry, entries_of
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document, Record, Table
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="remove `supersedes` from the one that is older",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Follow each chain once; a circle is reported at its first member."""
    replacing = {entry.id: entry for entry in _replacing(sms)}
    done: set[str] = set()
    for entry in replacing.values():
        chain: list[Entry] = []
        on_chain: set[str] = set()
        current: Entry | None = entry
        while current is not None and current.id not in done and current.id not in on_chain:
            chain.append(current)
            on_chain.add(current.id)
            current = replacing.get(current.text("supersedes"))
        if current is not None and current.id in on_chain:
            yield _finding(chain[chain.index(current) :])
        done |= on_chain


def _replacing(sms: Sms) -> Iterator[Entry]:
    """Every document, record and row that says that it replaces another."""
    for node in sms.nodes:
        if isinstance(node, Document | Record | Table):
            yield from (entry for entry in entries_of(node) if entry.text("supersedes"))


def _finding(circle: list[Entry]) -> Finding:
    first = circle[0]
    if len(circle) == 1:
        message = f"`{first.id}` is said to replace itself"
    else:
        names = ", which replaces ".join(f"`{entry.id}`" for entry in (*circle[1:], first))
        message = f"`{first.id}` is said to replace {names} again"
    related = tuple(
        Related(entry.at("supersedes"), f"`{entry.id}` is part of the circle") for entry in circle[1:]
    )
    return RULE.about(first, "supersedes", message, related=related)
