"""An id is used twice.

An id names one document, entry or person in the whole repository, for ever. Where two share it, a reference to it can
mean either, and an auditor's question has two answers. Two ids that differ only in capital letters count as the same,
because they sound the same.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: change-manager, title: Change manager, responsibilities: [Keeps the change schedule]}
  - {id: change-manager, title: Change lead, responsibilities: [Chairs the change meeting]}  # <- duplicate-id
```

Good:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: change-manager, title: Change manager, responsibilities: [Keeps the change schedule]}
  - {id: change-chair, title: Change chair, responsibilities: [Chairs the change meeting]}
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.sentences import repeated_id
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import Fix, RuleFix, rewritten
from sms_lint.model.node import Node, Record
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="give the newer one an id that was never used, or delete it where it is a copy",
    fix=RuleFix("gives the later one the next number", "unsafe"),
)


NUMBERED = re.compile(r"(?P<stem>[A-Z][A-Z0-9-]*-)(?P<number>[0-9]{1,7})")


def check(sms: Sms) -> Iterator[Finding]:
    """Report each later use of an id; the rows of tables are checked while they are read."""
    first: dict[str, Node] = {}
    for node in sms.nodes:
        other = first.setdefault(node.id.casefold(), node)
        if other is not node:
            yield RULE.about(
                node,
                "id",
                repeated_id(node.id, other.id, f"{other.KIND.noun} in {other.path}"),
                related=(Related(other.place(), f"`{other.id}` is used here for the first time"),),
            ).with_fix(_next_number(sms, node))
    yield from map(RULE.finding_of, sms.found(RULE.id))


def _next_number(sms: Sms, node: Node) -> Fix | None:
    """The id of a record with the number behind the highest one in use; what names it goes on naming the first."""
    matched = NUMBERED.fullmatch(node.id)
    if matched is None or not isinstance(node, Record):
        return None
    stem, width = matched["stem"], len(matched["number"])
    same = (NUMBERED.fullmatch(name) for name in (*sms.ids, *sms.rows, *sms.former_ids, *sms.unread))
    highest = max(int(found["number"]) for found in same if found and found["stem"] == stem)
    at = node.at("id")
    return rewritten(at, f"{stem}{highest + 1:0{width}}")
