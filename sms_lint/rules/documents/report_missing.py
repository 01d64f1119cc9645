"""A report that comes each period passes one over.

A period without its report is one of which nobody can say what was found and decided. Either nobody looked, or the
report is kept where the system does not see it.

Bad:

```yaml
report RPT-2026-Q1:
  series: supplier performance
  period: 2026-Q1  # <- report-missing
report RPT-2026-Q3: {series: supplier performance, period: 2026-Q3}
```

Good:

```yaml
report RPT-2026-Q1:
  series: supplier performance
  period: 2026-Q1
report RPT-2026-Q2: {series: supplier performance, period: 2026-Q2}
report RPT-2026-Q3: {series: supplier performance, period: 2026-Q3}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.series import passed_over, period_words, report_issues
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.4",),
    help="add the report of that period as a document of its own; if it was never written, write what is known now "
    "and say so in it",
    gap=True,
)
_HALF = "state both, the series in the words of the earlier issues; or neither, if the report is written only once"


def check(sms: Sms) -> Iterator[Finding]:
    """Look between the first issue and the latest; where the service report catalogue names them, it is asked."""
    for report in sms.all(Report):
        if bool(report.series) is not bool(report.period) and not report.lost & {"series", "period"}:
            absent, stated = ("period", "series") if report.series else ("series", "period")
            message = f"{report.id} states `{stated}` and no `{absent}`, so nobody can tell which issue of what it is"
            yield RULE.about(report, stated, message, help=_HALF)
    for series, issues in report_issues(sms).items():
        latest = max(issues, key=lambda issue: issue.period.last)
        if gap := passed_over(issues, latest.period.unit):
            message = f"the report on {series} has no issue for {period_words(gap.periods)}"
            yield RULE.about(gap.after, "period", message)
