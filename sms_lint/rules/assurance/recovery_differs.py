"""The continuity plan that people read and the register state different recovery times.

In an emergency people open the document; tests are judged by the register. Of the services of one plan the strictest
row counts. Compared are the tables of the section that names the obligation on recovery (`20000-1:8.7.2-d`).

Bad:

```yaml
continuity-plan SCP-A:
  services: [SVC-CLOUD]
  rto: 40 hours  # <- recovery-differs
  rpo: 1 hour
```

```markdown
---
kind: plan
id: PLN-A
---
## Recovery {: #recovery data-satisfies="20000-1:8.7.2-d" }

| Service | Recovery time | Data loss at most |
|---|---|---|
| SVC-CLOUD | 4 h | 1 h |
```

Good:

```yaml
continuity-plan SCP-A:
  services: [SVC-CLOUD]
  rto: 4 hours
  rpo: 1 hour
```

```markdown
---
kind: plan
id: PLN-A
---
## Recovery {: #recovery data-satisfies="20000-1:8.7.2-d" }

| Service | Recovery time | Data loss at most |
|---|---|---|
| SVC-CLOUD | 4 h | 1 h |
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.durations import Duration
from sms_lint.ground.stated_lengths import stated_length
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.system.writing import TableRow, bodies, tables_in

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="decide which of the two holds, and say it in both places",
)
OBLIGATION = "20000-1:8.7.2-d"
FIELDS = ("rto", "rpo")  # in the order of the columns behind the service
SAME = 0.01  # of a day
_SHORT = re.compile(r"(?<=\d) ?h\b")


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each plan of the register with the rows of its services."""
    rows = {row.cells[0]: row for row in _rows(sms)}
    for plan in sms.records(ContinuityPlan) if rows else ():
        mine = [rows[service] for service in plan.services if service in rows]
        for column, field in enumerate(FIELDS, 1):
            stated: Duration | None = getattr(plan, field)
            strictest = _strictest(mine, column)
            if stated and strictest and abs(stated.days - strictest[0].days) > SAME:
                related = (
                    Related(
                        strictest[1].place(), f"`{strictest[1].cells[column]}` for {strictest[1].cells[0]}"
                    ),
                )
                message = (
                    f"`{field}` of {plan.id} is {stated}, but the plan that people read says {strictest[0]}"
                )
                yield RULE.about(plan, field, message, related=related)


def _rows(sms: Sms) -> Iterator[TableRow]:
    """The rows of services in the sections on recovery of active documents."""
    for writing in bodies(sms):
        node = writing.node
        if not isinstance(node, Document) or node.lifecycle != "active":
            continue
        spans = _spans(node)
        for row in (row for table in tables_in(writing) for row in table) if spans else ():
            if any(start <= row.place().start < end for start, end in spans):
                yield row


def _spans(node: Document) -> list[tuple[int, int]]:
    return [(each.start, each.body_end) for each in node.sections if OBLIGATION in each.satisfies]


def _strictest(rows: list[TableRow], column: int) -> tuple[Duration, TableRow] | None:
    """The shortest time in a column, and its row; a cell without a time says nothing."""
    stated = [
        (length, row) for row in rows if column < len(row.cells) and (length := _length(row.cells[column]))
    ]
    return min(stated, key=lambda pair: pair[0].days) if stated else None


def _length(cell: str) -> Duration | None:
    return stated_length(_SHORT.sub(" hours", cell))
