"""An id does not begin as the ids of its kind usually do.

A reader knows from CHG-2026-0014 that a change is meant, wherever the id is mentioned. Each kind has its usual
letters; its page names them.

Bad:

```yaml
person STAFF-005:  # <- id-prefix
```

Good:

```yaml
person P-005:
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
