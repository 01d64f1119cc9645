"""A report was written over with the next issue.

What was reported for a period is evidence of what people knew and decided then. Where the same document holds the next
period, the last issue is only in the history, where nobody looks. Each issue is a document of its own.

Bad:

```text history
2026-07-10 P-0001 issues the report RPT-2026-Q2 for 2026-Q2
2026-10-09 P-0001 writes the report RPT-2026-Q2 over for 2026-Q3  # <- report-overwritten
```

Good:

```text history
2026-07-10 P-0001 issues the report RPT-2026-Q2 for 2026-Q2
2026-10-09 P-0001 issues the report RPT-2026-Q3 for 2026-Q3
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.altered_records import altered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2", "20000-1:9.4"),
    help="restore the report, and give the issue of the other period a document and an id of its own",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for issues that are gone; where another document is the issue of that period, a slip was put right."""
    there = {(report.series, report.period) for report in sms.all(Report)}
    series = {report.id: report.series for report in sms.all(Report)}
    for place in altered(sms, "written-over"):
        if (series.get(place.id), place.lost) not in there:
            yield RULE.finding(place.at, place.message, node=place.id)
