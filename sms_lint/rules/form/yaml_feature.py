"""The file uses a part of YAML that only programs understand.

Anchors, aliases, tags and merge keys make the reader look elsewhere for what a line means, and some programs
ignore them. A controlled record says what it means where it stands, in words, lists and groups of keys. One file
holds one document.

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
    responsibilities: &duties [Keeps the change schedule]  # <- yaml-feature
  - id: release-manager
    title: Release manager
    responsibilities: *duties  # <- yaml-feature
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
  - id: release-manager
    title: Release manager
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
    help="write values out where they are needed, and use nothing but keys, lists and texts",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
