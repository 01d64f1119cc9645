"""A file is a link to another place on the disk.

What it shows depends on the computer it is read on, and it may lead outside the repository, where nothing is
controlled. Such a link is never followed.

Bad:

```yaml records/registers/copy.yml (a link to another file)
# <- symbolic-link
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
    help="put the file itself here, or refer to it by its id",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
