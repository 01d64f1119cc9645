"""A report gives the figure of a KPI without saying that it comes from the records.

A number that somebody typed is compared with nothing. A link to the KPI and the period, such as
`[96.2 (50 of 52)](KPI-CHG-SUCCESS@2026-Q3)`, is written by `sms-lint fill` and compared by `sms-lint kpi --check`. The
rule looks at tables of reports in which a row begins with a KPI that is computed.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
```

```markdown
---
kind: report
id: RPT-Q3
lifecycle: active
---
| KPI | Target | Q3 |
|---|---|---|
| KPI-CHG-SUCCESS | ≥ 95 % | 96.2 (50 of 52) | <!-- <- uncited-figure -->
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
```

```markdown
---
kind: report
id: RPT-Q3
lifecycle: active
---
| KPI | Target | Q3 |
|---|---|---|
| KPI-CHG-SUCCESS | ≥ 95 % | [96.2 (50 of 52)](KPI-CHG-SUCCESS@2026-Q3) |
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.substance import figures_in
from sms_lint.ground.text.targets import FIGURE
from sms_lint.measure.frozen import definitions
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.sms import Sms
from sms_lint.system.writing import TableRow, bodies, tables_in

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.1",),
    help="cite the KPI and the period, as in `[](KPI-ID@2026-Q3)`, and run `sms-lint fill`",
)
# What stands in a column of targets.
_BOUND = re.compile(r"\s*[≥≤<>±]")


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the tables of reports in force."""
    # What counts records as they are now cannot be compared once these have changed.
    known = {kpi for kpi, found in sms.once(definitions).items() if not found.is_of_today}
    for writing in bodies(sms) if known else ():
        if isinstance(writing.node, Report) and writing.node.lifecycle == "active":
            for row in (row for table in tables_in(writing) for row in table):
                if row.cells[0] in known and _says_a_figure(row):
                    said = f"gives a figure of {row.cells[0]} without a link to where it comes from"
                    yield RULE.finding(row.place(), f"{writing.node.id} {said}", node=writing.node.id)


def _says_a_figure(row: TableRow) -> bool:
    """Whether a cell behind the first holds a figure that is no bound, and none of them cites one."""
    if any(FIGURE.search(cell) for cell in row.cells[1:]):
        return False
    return any(figures_in(cell) and not _BOUND.match(cell) for cell in row.cells[1:])
