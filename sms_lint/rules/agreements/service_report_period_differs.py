"""An issue of a service report names a report that is about another period.

Whoever follows the catalogue to the figures of September must not find those of August.

Bad:

```yaml
report RPT-08:
  series: service report
  period: 2026-08
service-report SRP-09:
  period: 2026-09  # <- service-report-period-differs
  document: RPT-08
```

Good:

```yaml
report RPT-09:
  series: service report
  period: 2026-09
service-report SRP-09:
  period: 2026-09
  document: RPT-09
```
"""

from collections import Counter
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Report
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.4",),
    help="name the report of this period in `document`, or correct `period` where it is wrong",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each issue with its report; a report that two issues name is told of elsewhere."""
    issues = firsts(sms, "service-report")
    named = Counter(entry.text("document") for entry in issues)
    for entry in issues:
        report = sms.record(Report, entry.text("document"))
        if report and report.period and named[report.id] == 1 and report.period != entry.text("period"):
            about = f"and its report {report.id} is about {report.period}"
            message = f"{entry.id} is the issue of {entry.text('period')}, {about}"
            yield RULE.about(entry, "period", message)
