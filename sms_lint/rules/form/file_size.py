"""A file is larger than 1 MiB.

Nobody reads or reviews a text of that size, and every check of it becomes slow. Large numbers of rows, such as
the exports of a ticket tool, belong in a table.

Bad:

```yaml records/registers/role.yml (followed by 1 MiB of comments)
kind: role  # <- file-size
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager
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
    help="split the file, or keep the rows in a table (CSV or Parquet) with a header file beside it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
