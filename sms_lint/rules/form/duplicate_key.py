"""A key stands twice in the same group.

Only one of the two values can be meant. Different tools read the first or the last of them, and nobody who
reads the page can tell.

Bad:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-IMP
title: Improvement register
owner: head-of-service-management
review: {every: 6 months, last: 2026-09-15}
title: Improvements  # <- duplicate-key
entries: []
```

Good:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-IMP
title: Improvement register
owner: head-of-service-management
review: {every: 6 months, last: 2026-09-15}
entries: []
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="keep one of them and delete the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
