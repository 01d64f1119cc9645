"""An id does not begin as the ids of its kind usually do.

A reader knows from CHG-2026-0014 that a change is meant, wherever the id is mentioned. Each kind has its usual
letters; its page names them.

Bad:

```yaml records/registers/person-2.yml
kind: person
id: REG-PERSON-2
title: Person register of the branch office
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: STAFF-005, roles: [{role: service-desk-agent, from: 2024-01-01}]}  # <- id-prefix
```

Good:

```yaml records/registers/person-2.yml
kind: person
id: REG-PERSON-2
title: Person register of the branch office
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: P-005, roles: [{role: service-desk-agent, from: 2024-01-01}]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Table
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.3.1",),
    help="use the usual letters for new ids; an id that is already in use stays as it is",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the beginning of each id with the kind's own; headers of tables are free."""
    for node in sms.nodes:
        prefix = node.KIND.prefix
        if prefix and not isinstance(node, Table) and not node.id.startswith(f"{prefix}-"):
            yield RULE.about(
                node,
                "id",
                f"`{node.id}` is {node.KIND.noun}, whose id usually begins with `{prefix}-`",
            )
