"""A document or record is in the wrong folder.

Policies and plans belong in `policies/`, processes and procedures in `processes/`, registers, records and reports in
`records/`. Whoever looks for one looks there, and access rights are given by folder.

Bad:

```yaml policies/role.yml
kind: role  # <- misplaced-file
id: REG-ROLE-2
title: Role register of the branch office
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries: []
```

Good:

```yaml records/registers/role-2.yml
kind: role
id: REG-ROLE-2
title: Role register of the branch office
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries: []
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Register
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="move the file, and correct the links to it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the top folder of each file with the one of its kind."""
    for path, node in sms.by_path.items():
        folder = path.partition("/")[0]
        if folder != node.KIND.folder:
            noun = "a register" if isinstance(node, Register) else node.KIND.noun
            yield RULE.about(
                node,
                "kind",
                f"this is {noun}, which belongs in `{node.KIND.folder}/` and not in `{folder}/`",
            )
