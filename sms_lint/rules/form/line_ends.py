r"""The lines of a file end with carriage returns.

Where some computers write them and others do not, every line of a file seems to change at once, and the history
no longer shows what was changed.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager\u000d  # <- line-ends
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
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="save the file with line ends of the kind LF (Unix)",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
