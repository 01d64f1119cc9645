"""A field refers to an id that does not exist.

A link that leads nowhere breaks the trail an auditor follows, and usually means that something was renamed,
retired or mistyped.

Bad:

```yaml policies/change-management.md
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
related: [PRC-CHANGES]  # <- dangling-reference
---
# Change management policy
```

Good:

```yaml policies/change-management.md
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
related: [POL-SMS]
---
# Change management policy
```
"""

from collections.abc import Iterator

from sms_lint.fields import nearest
from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3",),
    help="write the id as it stands where it is defined",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look every reference up; an id that may stand in a file that could not be read is left alone."""
    for node in sms.nodes:
        for route, ref in node.refs():
            if sms.get(ref) is None and ref not in sms.unread:
                hint = nearest(ref, list(sms.ids))
                field = next(key for key in reversed(route) if isinstance(key, str))
                yield RULE.finding(
                    node.at(*route), f"`{field}` refers to `{ref}`, which does not exist{hint}", node=node.id
                )
    yield from map(RULE.from_problem, sms.found(RULE.id))
