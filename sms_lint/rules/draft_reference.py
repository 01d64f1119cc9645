"""An active document refers to a draft.

What is in force cannot rest on what nobody has approved yet. Either the draft is ready to come into force too, or
the reference comes too early.

Bad:

```markdown policies/release.md
---
kind: policy
id: POL-REL
title: Release policy
version: "1.0"
lifecycle: draft
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Release policy

## Purpose

Who decides on releases.
```

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
related: [POL-REL]  # <- draft-reference
---
# Change management policy

## Purpose

How we change services.
```

Good:

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
---
# Release policy

## Purpose

Who decides on releases.
```

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
related: [POL-REL]
---
# Change management policy

## Purpose

How we change services.
```
"""

from collections.abc import Iterator

from sms_lint.finding import Finding, Related, Rule
from sms_lint.models.base import Document
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="bring the draft into force first, or take the reference out until then",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what active documents refer to."""
    if not any(document.lifecycle == "draft" for document in sms.documents):
        return
    for node in sms.documents:
        if node.lifecycle != "active":
            continue
        for target, place in sms.leads_to(node):
            if isinstance(target, Document) and target.lifecycle == "draft":
                yield RULE.finding(
                    place(),
                    f"`{node.id}` is active and refers to `{target.id}`, which is a draft",
                    node=node.id,
                    related=(Related(target.at("lifecycle"), f"`{target.id}` is a draft"),),
                )
