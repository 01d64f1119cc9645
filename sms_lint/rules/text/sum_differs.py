"""A row or a column of sums in a table of a document does not add up in one place.

Where all other columns add up, the one that does not was forgotten when a row changed, and readers take either figure.

Bad:

```markdown
---
kind: plan
id: PLN-BUD
---
| Service | Q1 | Q2 | Q3 |
|---|---|---|---|
| Hosting | 180 | 180 | 185 |
| Network | 128 | 128 | 128 |
| all | 308 | 308 | 318 |  # <- sum-differs
```

Good:

```markdown
---
kind: plan
id: PLN-BUD
---
| Service | Q1 | Q2 | Q3 |
|---|---|---|---|
| Hosting | 180 | 180 | 185 |
| Network | 128 | 128 | 128 |
| all | 308 | 308 | 313 |
```
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sms_lint.ground.sentences import plain_number
from sms_lint.ground.substance import figures_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import TableRow, bodies, tables_in

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="correct the sum, or the figure that changed without it",
)
FEWEST_SUMS = 2  # that are right, so that a row or a column is one of sums
FEWEST_PARTS = 2


class Sum(NamedTuple):
    """What is written in a cell, what its parts come to, and the row that it stands in."""

    written: Decimal
    parts: Decimal
    row: TableRow


def check(sms: Sms) -> Iterator[Finding]:
    """Take the last row, then the last column, as sums where most of them are."""
    for writing in bodies(sms):
        for table in tables_in(writing):
            grid = [[_figure(cell) for cell in row.cells[1:]] for row in table]
            if len({len(line) for line in grid}) != 1:
                continue
            down = _sums(list(map(list, zip(*grid, strict=True))), [table[-1]] * len(grid[0]))
            for each in _wrong(down) or _wrong(_sums(grid, list(table))):
                message = (
                    f"the sum {plain_number(each.written)} in a table of {writing.node.id} is not that of its parts, "
                    f"{plain_number(each.parts)}"
                )
                yield RULE.finding(each.row.place(), message, node=writing.node.id)


def _sums(lines: list[list[Decimal | None]], rows: list[TableRow]) -> list[Sum]:
    """The last figure of each line and what those before it come to, where there is more than one of them."""
    found = []
    for line, row in zip(lines, rows, strict=True):
        parts = [figure for figure in line[:-1] if figure is not None]
        if line and line[-1] is not None and len(parts) >= FEWEST_PARTS:
            found.append(Sum(line[-1], sum(parts, Decimal(0)), row))
    return found


def _wrong(sums: list[Sum]) -> list[Sum]:
    wrong = [each for each in sums if each.written != each.parts]
    right = len(sums) - len(wrong)
    return wrong if right >= FEWEST_SUMS and right > len(wrong) else []


def _figure(cell: str) -> Decimal | None:
    """The figure of a cell that holds one and no words; a dash is none."""
    figures = figures_in(cell)
    return figures[0] if len(figures) == 1 and not any(sign.isalpha() for sign in cell) else None
