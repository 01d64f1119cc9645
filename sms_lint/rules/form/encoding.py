"""A file is not written in UTF-8.

Other encodings turn letters with accents, currency signs and dashes into other characters on the next computer,
and nobody can tell afterwards what was meant.

Bad:

```yaml records/registers/role.yml (as Latin-1)
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Changé manager  # <- encoding
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
    title: Changé manager
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
    help="save the file again and choose UTF-8 as its encoding",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
