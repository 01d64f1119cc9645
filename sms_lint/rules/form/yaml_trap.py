"""A text without quotes is a number, a date or a truth value to other programs.

Here every value is text until its field says otherwise. Other programs guess: version 1.10 becomes the number 1.1,
the answer `no` becomes false, 010 becomes 8 and 12:30 becomes 750. Quotes make the text a text for all of them.
Fields that expect a number, a date or one of a few words need none.

Bad:

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: 1.10  # <- yaml-trap
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Change management policy
```

Good:

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.10"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Change management policy
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
    help="put the text in quotes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
