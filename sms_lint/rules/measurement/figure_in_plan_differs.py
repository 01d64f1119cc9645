"""A table of a document gives another target than the register.

When only one of them is changed, the plan that everybody reads and the register used for measuring drift apart. People
then work towards a target that nobody measures. A table is judged where most of its rows give the target of the
objective or the availability of the service that they begin with.

Bad:

```yaml
objective OBJ-01: {target: 90, status: open}
objective OBJ-02: {target: 93, status: open}
objective OBJ-03: {target: 95, status: open}
```

```markdown
---
kind: plan
id: PLN-OBJ
lifecycle: active
---
| Objective | 2025 | 2026 |
|---|---|---|
| OBJ-01 | 80 % | 90 % |
| OBJ-02 | 80 % | 93 % |
| OBJ-03 | 80 % | 96 % | <!-- <- figure-in-plan-differs -->
```

Good:

```yaml
objective OBJ-01: {target: 90, status: open}
objective OBJ-02: {target: 93, status: open}
objective OBJ-03: {target: 95, status: open}
```

```markdown
---
kind: plan
id: PLN-OBJ
lifecycle: active
---
| Objective | 2025 | 2026 |
|---|---|---|
| OBJ-01 | 80 % | 90 % |
| OBJ-02 | 80 % | 93 % |
| OBJ-03 | 80 % | 95 % |
```
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sms_lint.ground.text.targets import FIGURE
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.model.node import Document
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms
from sms_lint.system.writing import TableRow, bodies, tables_in

FEWEST = 2

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:6.2.1",
        "20000-1:8.7.1",
    ),
    help="find out which of the two was agreed, and write it in both places",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the tables of documents in force; reports describe the past."""
    agreed = _agreed(sms)
    for writing in bodies(sms) if agreed else ():
        node = writing.node
        if not isinstance(node, Document) or isinstance(node, Report) or node.lifecycle != "active":
            continue
        for table in tables_in(writing):
            for row in _strangers(table, agreed):
                name = row.cells[0]
                message = f"the row of {name} in {node.id} does not give {agreed[name]:f}, the target in the register"
                yield RULE.finding(row.place(), message, node=node.id)


def _agreed(sms: Sms) -> Mapping[str, Decimal]:
    """The target of each open objective, and the availability of each service in its latest target."""
    found = {
        entry.id: target
        for entry in sms.entries("objective")
        if entry.text("status") == "open" and (target := entry.number("target")) is not None
    }
    for (service,), entry in newest(sms.entries("availability"), "period", "service").items():
        if (target := entry.number("target")) is not None:
            found[service] = target
    return found


def _strangers(table: tuple[TableRow, ...], agreed: Mapping[str, Decimal]) -> tuple[TableRow, ...]:
    """The rows without their target, in a table whose other rows give theirs."""
    rows = [row for row in table if row.cells[0] in agreed]
    # What cites a record is compared with that.
    without = tuple(
        row
        for row in rows
        if agreed[row.cells[0]] not in row.figures() and not any(map(FIGURE.search, row.cells))
    )
    return without if len(rows) - len(without) >= max(FEWEST, len(without)) else ()
