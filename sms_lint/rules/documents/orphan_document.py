"""No other document or record refers to an active document.

People find a document through the others: the policy names the process, the process its procedures. One that
nothing leads to is soon forgotten, and is perhaps not needed. Reports and records stand for themselves.

Bad:

```markdown policies/change-management.md
---
kind: policy
id: POL-CHG  # <- orphan-document
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Change management policy

## Purpose

How we change services.
```

Good:

```markdown policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Change management policy

## Purpose

How we change services, beside the [release policy](release.md).
```

```markdown policies/release.md
---
kind: policy
id: POL-REL
title: Release policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
related: [POL-CHG]
---
# Release policy

## Purpose

Who decides on releases.
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="refer to it where a reader would look for it, or retire it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect all that is referred to; silent while something could not be read, for it may name any document."""
    if len(sms.documents) < 2 or sms.unread:
        return
    wanted = {target.id for node in sms.nodes for target, _ in sms.leads_to(node) if target is not node}
    for document in sms.documents:
        if document.lifecycle == "active" and document.KIND.folder != "records" and document.id not in wanted:
            yield RULE.about(
                document,
                "id",
                f"nothing refers to `{document.id}`, although it is active",
            )
