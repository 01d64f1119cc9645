"""A document in force, or a register with entries, does not say when it was last reviewed.

The owner's first review makes a text or a list a reliable one; readers and auditors ask for its day. What is a
draft, or holds nothing yet, has nothing to review.

Bad:

```yaml
risk register:
  review: {every: 6 months, last: }  # <- review-missing
risk RSK-01: {}
```

Good:

```yaml
risk register:
  review: {every: 6 months, last: 2026-09-15}
risk RSK-01: {}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document, Record, Register, Table
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="have the owner review it, and set `last` under `review` to that day",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the documents in force, and at the registers that hold something."""
    for node in sms.controlled:
        if node.review.last is None and _is_used(sms, node):
            what = "is in force" if isinstance(node, Document) else "has entries"
            yield RULE.about(node, "review", f"{node.id} {what}, but does not say when it was last reviewed")


def _is_used(sms: Sms, node: Document | Register) -> bool:
    if isinstance(node, Document):
        return node.lifecycle == "active"
    if isinstance(node, Table):
        return node.count > 0
    return any(record.register is node for record in sms.of_kind(node.of) if isinstance(record, Record))
