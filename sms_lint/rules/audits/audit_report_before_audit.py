"""An audit report is older than the audit.

Either the report was copied from an earlier one, or one of the two dates is wrong.

Bad:

```yaml
audit-programme AUD-01: {held: 2026-06-09}
audit-report ARP-01:
  audit: AUD-01
  date: 2026-05-12  # <- audit-report-before-audit
```

Good:

```yaml
audit-programme AUD-01: {held: 2026-06-09}
audit-report ARP-01:
  audit: AUD-01
  date: 2026-06-12
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme, AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="look up both days where they were noted first, and correct the one that was written down wrongly",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two days; an audit that was not held cannot have a report either."""
    for report in sms.all(AuditReport):
        audit = sms.record(AuditProgramme, report.audit)
        if audit and report.date < (audit.held or audit.planned):
            message = (
                f"{report.id} is of {report.date}, but {audit.id} was held on {audit.held or audit.planned}"
            )
            yield RULE.about(report, "date", message)
