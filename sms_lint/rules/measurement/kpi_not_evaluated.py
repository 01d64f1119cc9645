"""The reports on measurement results say nothing of a KPI.

A KPI in the catalogue is a promise to measure and to judge. For each one whose target already applied at the
beginning of the last period, the reports that came out since the end of that period have to name it. A report
is expected within the time of the settings (`intervals.report`).

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
from sms_lint.model.kinds.organisation import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="add the result to the report on measurement results, or take the KPI out of the catalogue",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each KPI in the reports since its last period; without any report another rule speaks."""
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
