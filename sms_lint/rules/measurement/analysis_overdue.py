"""The next analysis of trends or results is overdue.

Single records show what happened, an analysis shows what keeps happening. Changes, problems, security incidents
and measurements are analysed within `intervals.trend_analysis` of the settings.

Bad:

```yaml
report RPT-CHG:
  lifecycle: active
  effective: 2026-01-14  # <- analysis-overdue
  provides: [change-trend-analysis]
```

Good:

```yaml
report RPT-CHG:
  lifecycle: active
  effective: 2026-07-14
  provides: [change-trend-analysis]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3", "20000-1:8.6.3", "20000-1:8.7.3.3", "20000-1:9.1"),
    help="write the next analysis as a document of its own",
)

_CLAUSES = {
    "change-analysis": "20000-1:8.5.1.3",
    "problem-analysis": "20000-1:8.6.3",
    "security-analysis": "20000-1:8.7.3.3",
    "measurement": "20000-1:9.1",
}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest document in force of each sort; another rule reports that there is none."""
    for analysis, clause in _CLAUSES.items():
        for late in overdue(sms, Report.KIND.name, analysis):
            message = f"the analysis after {late.entry.id} of {late.since} was due by {late.day}"
            (item,) = Report.KIND.promise(analysis).among[0].words
            advice = f"write the next analysis (`sms-lint new report`), and name `{item}` in its `provides`"
            yield RULE.about(late.entry, late.field, message, clauses=(clause,), help=advice)
