"""A document is still in force although another one has replaced it.

Two versions of the same rule in force at once mean that people work from the wrong one. As soon as the
successor is active, the document that it replaces is retired.

Bad:

```yaml policies/change-management-2.md
---
kind: policy
id: POL-CHG-2
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
supersedes: POL-CHG
---
# Change management policy
```

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Changes
version: "1.0"
lifecycle: active  # <- supersedes-active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
---
# Changes
```

Good:

```yaml policies/change-management-2.md
---
kind: policy
id: POL-CHG-2
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
supersedes: POL-CHG
---
# Change management policy
```

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Changes
version: "1.0"
lifecycle: retired
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
---
# Changes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="retire the older document, or leave out `supersedes` where both are meant to hold",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what each active document replaces."""
    for node in sms.documents:
        if node.lifecycle != "active" or node.supersedes is None:
            continue
        older = sms.ids.get(node.supersedes)
        field = _lifecycle_field(older)
        if older is None or older is node or not field:
            continue
        message = f"{older.id} is {getattr(older, field)}, although {node.id} has replaced it"
        related = (
            Related(node.at("supersedes"), f"{node.id} is active and says that it replaces {older.id}"),
        )
        yield RULE.about(older, field, message, related=related)


def _lifecycle_field(node: Node | None) -> str:
    """The field that says that a document is not retired; empty where it is, or where it is no document."""
    if isinstance(node, Document) and node.lifecycle != "retired":
        return "lifecycle"
    return "status" if isinstance(node, ListedDocument) and node.status != "retired" else ""
