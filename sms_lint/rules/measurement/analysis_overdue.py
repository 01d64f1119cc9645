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
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3", "20000-1:8.6.3", "20000-1:8.7.3.3", "20000-1:9.1"),
    help="write the next analysis",
)


ITEMS = {
    "change-trend-analysis": "20000-1:8.5.1.3",
    "problem-effectiveness-report": "20000-1:8.6.3",
    "infosec-incident-analysis": "20000-1:8.7.3.3",
    "measurement-results": "20000-1:9.1",
}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest document in force of each sort; none at all is missed elsewhere."""
    if Report.KIND.name in sms.hidden:
        return
    for item, clause in ITEMS.items():
        dated = [
            (document.effective, document)
            for document in sms.all(Report)
            if item in document.provides and document.lifecycle == "active" and document.effective
        ]
        if not dated:
            continue
        day, latest = max(dated, key=lambda pair: pair[0])
        due = sms.config.intervals.trend_analysis.after(day)
        if due < sms.today:
            message = f"the analysis after {latest.id} of {day} was due by {due}"
            yield RULE.about(latest, "effective", message, clauses=(clause,))
