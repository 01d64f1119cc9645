"""A row of a table has more or fewer cells than the table has columns.

On the page such a row is cut off or filled up with empty cells, and a figure appears under the wrong heading.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
| Priority | Response |
|---|---|
| P1 | 15 minutes | always | <!-- <- broken-table -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
| Priority | Response |
|---|---|
| P1 | 15 minutes |
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="give the row as many cells as the first row has; write \\| for a bar within a cell",
    fix=RuleFix("adds the empty cells that a row lacks, or removes empty ones that it has too many", "some"),
)


HEAD = re.compile(r"^[ ]{0,3}(\|[^\n]*\|)[ \t]*\n[ ]{0,3}\|[ \t:|-]+\|[ \t]*$", re.M)
EMPTY = re.compile(r"\|[ \t]*\|\Z")
BAR = re.compile(r"(?<!\\)\|")


def check(sms: Sms) -> Iterator[Finding]:
    """Compare every row with the first one of its table, in all prose; code is left out."""
    for writing in bodies(sms):
        for head in HEAD.finditer(writing.text) if "|" in writing.text else ():
            yield from _rows(writing, head)


def _rows(writing: Writing, head: re.Match[str]) -> Iterator[Finding]:
    width, at = _cells(head[1]), head.end() + 1
    while at < len(writing.text):
        end = writing.text.find("\n", at)
        end = len(writing.text) if end == -1 else end
        row = writing.text[at:end].strip()
        if not row.startswith("|"):
            return
        if _cells(row) != width:
            message = f"this row has {_cells(row)} cells, but the table has {width} columns"
            finding = RULE.finding(writing.at(at, end), message, node=writing.id_at(at))
            yield finding.with_fix(_fix(writing, at, width))
        at = end + 1


def _fix(writing: Writing, at: int, width: int) -> Fix | None:
    """The row with as many cells as the table has columns; None where one that says something would have to go."""
    text = writing.node.origin.file.text
    end = text.find("\n", at)
    row = text[at : len(text) if end == -1 else end].rstrip()
    if not row.endswith("|") or row.endswith("\\|"):
        row_end, row = at + len(row), f"{row} |"
    else:
        row_end = at + len(row)
    changed = row + "  |" * (width - _width(row))
    while _width(changed) > width and (less := EMPTY.sub("|", changed)) != changed:
        changed = less
    if _width(changed) != width:
        return None
    title = f"make it {width} cells"
    return Fix(title, (TextEdit(writing.at(at, row_end), changed),), safe=True)


def _width(row: str) -> int:
    """How many cells a row has that ends in a bar, empty ones included."""
    return len(BAR.findall(row.strip())) - 1


def _cells(row: str) -> int:
    return len(BAR.findall(row.rstrip("|").removeprefix("|"))) + 1
