"""A table of a plan still has a row for a retired service.

Whoever works by the plan prepares, funds or recovers a service that nobody receives any more.

Bad:

```yaml
service SVC-FAX: {lifecycle: retired}
```

```markdown
---
kind: plan
id: PLN-OBJ
lifecycle: active
---
| Objective | 2025 | 2026 |
|---|---|---|
| SVC-FAX | 95 % | 95 % |  <!-- <- retired-service-in-table -->
```

Good:

```yaml
service SVC-FAX: {lifecycle: retired}
```

```markdown
---
kind: plan
id: PLN-OBJ
lifecycle: active
---
| Objective | 2025 | 2026 |
|---|---|---|
| SVC-FAX, until June | 95 % | 95 % |
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.model.node import Document
from sms_lint.system.delivery import retired_but_used
from sms_lint.system.sms import Sms
from sms_lint.system.writing import bodies, tables_in

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:7.5.3.2",
    ),
    help="remove the row, or say in its first cell until when it applies",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at rows that begin with a retired service and nothing else; reports describe the past."""
    states = {name: service.text("lifecycle") for name, service in sms.by_id("service").items()}
    retired = {name for name, state in states.items() if state == "retired"}
    retired -= {entry.id for entry, _ in retired_but_used(sms)}
    for writing in bodies(sms) if retired else ():
        node = writing.node
        if not isinstance(node, Document) or isinstance(node, Report) or node.lifecycle != "active":
            continue
        for row in (row for table in tables_in(writing) for row in table):
            if row.cells[0] in retired:
                message = (
                    f"a table of {node.id} has a row for {row.cells[0]}, which is retired in the portfolio"
                )
                yield RULE.finding(row.place(), message, node=node.id)
