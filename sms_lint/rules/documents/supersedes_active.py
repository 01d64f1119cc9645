"""A document is still in force although another one has replaced it.

Two versions of the same rule in force at once mean that people work from the wrong one. As soon as the
successor is active, the document that it replaces is retired.

Bad:

```yaml
policy POL-CHG-2:
  lifecycle: active
  supersedes: POL-CHG
policy POL-CHG:
  lifecycle: active  # <- supersedes-active
```

Good:

```yaml
policy POL-CHG-2:
  lifecycle: active
  supersedes: POL-CHG
policy POL-CHG:
  lifecycle: retired
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Node
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="retire the older document, or leave out `supersedes` where both are meant to apply",
    fix=RuleFix("retires the older document", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what each active document replaces."""
    for node in sms.documents:
        if node.lifecycle != "active" or node.supersedes is None:
            continue
        older = sms.ids.get(node.supersedes) or sms.record(ListedDocument, node.supersedes)
        field = _lifecycle_field(older)
        if older is None or older is node or not field:
            continue
        message = f"{older.id} is {getattr(older, field)}, although {node.id} has replaced it"
        related = (
            Related(node.at("supersedes"), f"{node.id} is active and says that it replaces {older.id}"),
        )
        yield RULE.about(older, field, message, related=related).with_fix(saying(older, field, "retired"))


def _lifecycle_field(node: Node | None) -> str:
    """The field that says that a document is not retired; empty where it is, or where it is no document."""
    if isinstance(node, Document) and node.lifecycle != "retired":
        return "lifecycle"
    return "status" if isinstance(node, ListedDocument) and node.status != "retired" else ""
