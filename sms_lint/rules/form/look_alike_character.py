r"""A word mixes Latin letters with letters of another alphabet that look the same.

A search for the word does not find it, an id with such a letter is another id, and a reviewer cannot see the
difference.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Ch\u0430nge manager  # <- look-alike-character
    responsibilities: [Keeps the change schedule]
```

Good:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager
    responsibilities: [Keeps the change schedule]
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
    help="type the word again with Latin letters",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
