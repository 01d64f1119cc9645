"""The next issue of a report is overdue.

A report that comes each period is relied on. The issue after the latest one is due `intervals.reporting` after the end
of its period.

Bad:

```yaml
report RPT-2026-Q1:
  series: supplier performance
  period: 2026-Q1  # <- report-overdue
```

Good:

```yaml
report RPT-2026-Q3:
  series: supplier performance
  period: 2026-Q3
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.deadlines import overdue
from sms_lint.system.series import report_issues
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.4",),
    help="write the report of the next period as a document of its own; or retire the latest one, if no more follow",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Ask when the next issue was due; an analysis that is overdue, or a catalogue of reports, says so itself."""
    analyses = [cycle.name for cycle in Report.KIND.cycles if cycle.name != "issue"]
    told = {late.entry.id for late in overdue(sms, Report.KIND.name, *analyses)}
    asked = {issue.entry.id for issues in report_issues(sms).values() for issue in issues}
    for late in overdue(sms, Report.KIND.name, "issue"):
        entry = late.entry
        if entry.id in asked - told:
            message = (
                f"the report on {entry.text('series')} was last issued for {entry.text('period')}; "
                f"the next one was due by {late.day}"
            )
            yield RULE.about(entry, late.field, message)
