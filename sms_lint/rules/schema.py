"""A field is missing, unknown, or has a value that its kind does not allow.

Every kind of document and record has its fields: which of them are needed, and what each may hold. The page
of the kind lists them. Rules that one entry is enough for belong here too: a date of resolution cannot lie
before the date of opening, and a rating is what its factors give.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager
    responsibilites: [Keeps the change schedule]  # <- schema
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

from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="put the value right; the page of the kind lists its fields",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
