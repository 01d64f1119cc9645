"""A report gives another result than the register.

The customer reads the report, but performance is judged by the register. Two figures for one month mean that one of
them was never checked, and then nobody believes the other figures of the report either.

Bad:

```yaml
sla-result SLR-2026-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.94
```

```markdown
---
kind: report
id: RPT-SERVICE
lifecycle: active
effective: 2026-10-07
---
| Agreement | Target | August | September |
|---|---|---|---|
| SLA-A | availability 99 % | 99.97 | 99.49 | <!-- <- figure-in-report-differs -->
```

Good:

```yaml
sla-result SLR-2026-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.94
```

```markdown
---
kind: report
id: RPT-SERVICE
lifecycle: active
effective: 2026-10-07
---
| Agreement | Target | August | September |
|---|---|---|---|
| SLA-A | availability 99 % | 99.97 | 99.94 |
```
"""

from collections.abc import Iterator, Mapping
from datetime import date

from sms_lint.ground.substance import figures_in
from sms_lint.ground.text.targets import FIGURE
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms
from sms_lint.system.writing import TableRow, bodies, tables_in

MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6,
    "July": 7, "August": 8, "September": 9, "October": 10, "November": 11, "December": 12,
}  # fmt: skip
WIDTH = 2  # the agreement and its target come before the months

Results = Mapping[tuple[str, str], tuple[tuple[date, Entry], ...]]

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:9.4",
        "20000-1:8.3.3",
    ),
    help="find out which of the two is right, correct the other, and tell those who read the report",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at tables whose columns are months and whose rows begin with an agreement and one of its targets."""
    results = _results(sms)
    for writing in bodies(sms) if results else ():
        report = writing.node
        if isinstance(report, Report) and report.lifecycle == "active":
            for row in (row for table in tables_in(writing) for row in table):
                for column, entry in _meant(row, results, report.effective or sms.today):
                    if entry.number("actual") not in figures_in(row.cells[column]):
                        said, actual = row.cells[column].strip("*"), entry.text("actual")
                        message = (
                            f"{report.id} says {said} for {row.head[column]}, but {entry.id} has {actual}"
                        )
                        yield RULE.finding(row.place(), message, node=report.id)


def _results(sms: Sms) -> Results:
    """The results of each agreement and target by the last day of their months."""
    found: dict[tuple[str, str], list[tuple[date, Entry]]] = {}
    for entry in sms.entries("sla-result"):
        period = period_in(entry)
        if period is not None and period.unit == "month":
            found.setdefault((entry.text("sla"), entry.text("target")), []).append((period.last, entry))
    return {key: tuple(entries) for key, entries in found.items()}


def _meant(row: TableRow, results: Results, day: date) -> Iterator[tuple[int, Entry]]:
    """The columns of a row that hold a figure of a month, each with its result: the latest one before a day."""
    if len(row.cells) != len(row.head) or len(row.cells) <= WIDTH:
        return
    for (agreement, target), entries in results.items():
        if agreement != row.cells[0] or not row.cells[1].startswith(target):
            continue
        for column, name in enumerate(row.head):
            until_then = [
                entry for entry in entries if entry[0].month == MONTHS.get(name) and entry[0] <= day
            ]
            # What cites a record or a KPI is compared with that.
            if until_then and figures_in(row.cells[column]) and not FIGURE.search(row.cells[column]):
                yield column, max(until_then, key=lambda dated: dated[0])[1]
