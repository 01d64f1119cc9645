"""The reports on measurement results do not mention a KPI.

A KPI in the catalogue is a promise to measure and to judge. The reports issued since the end of its last period have to
name each KPI whose target already applied when that period began. A report is expected within the time of the settings
(`intervals.report`).

Bad:

```yaml
kpi KPI-INC:  # <- kpi-not-evaluated
  targets:
    - {from: 2026-01-01}
  frequency: quarter
report RPT-Q3:
  lifecycle: active
  effective: 2026-10-12
  provides: [measurement-results]
```

Good:

```yaml
kpi KPI-INC:
  targets:
    - {from: 2026-01-01}
  frequency: quarter
```

```markdown
---
kind: report
id: RPT-Q3
lifecycle: active
effective: 2026-10-12
provides: [measurement-results]
---
KPI-INC was 96 %.
```
"""

from collections.abc import Iterator

from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="add the result to the report on measurement results, or remove the KPI from the catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each KPI in the reports since its last period; another rule reports that there is no report."""
    reports = {
        node: ids_in(node.origin.file.text)
        for node in sms.all(Report)
        if node.lifecycle == "active" and "measurement-results" in node.provides and node.effective
    }
    if not reports or Report.KIND.name in sms.hidden:
        return
    for kpi in sms.all(Kpi):
        period = _last_due(sms, kpi)
        if period is None or min(target.from_ for target in kpi.targets) > period.first:
            continue
        since = [named for node, named in reports.items() if node.effective and node.effective > period.last]
        if since and not any(kpi.id in named for named in since):
            message = f"no report on measurement results since the end of {period} names {kpi.id}"
            yield RULE.about(kpi, "id", message)


def _last_due(sms: Sms, kpi: Kpi) -> CalendarPeriod | None:
    """The last period of the KPI whose report is due; none for a weekly one, which reports do not list one by one."""
    if kpi.frequency == "week":
        return None
    period = period_of(sms.today, kpi.frequency)
    while sms.config.intervals.report.after(period.last) >= sms.today:
        period = CalendarPeriod(period.unit, period.number - 1)
    return period
