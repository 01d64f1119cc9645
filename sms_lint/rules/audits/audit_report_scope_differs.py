"""An audit report covers other clauses than were planned for the audit.

A clause that was planned and not looked at is not audited in the cycle, and nobody notices unless the report
says so.

Bad:

```yaml
audit-programme AUD-01: {scope: [20000-1:10]}
audit-report ARP-01:
  audit: AUD-01
  clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9]  # <- audit-report-scope-differs
```

Good:

```yaml
audit-programme AUD-01:
  scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
audit-report ARP-01:
  audit: AUD-01
  clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme, AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="say in the report what was really covered, and add what is missing to the programme",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clauses of each report with those of its audit."""
    for report in sms.all(AuditReport):
        audit = sms.record(AuditProgramme, report.audit)
        if audit is None:
            continue
        missing = [clause for clause in audit.scope if clause not in report.clauses_covered]
        more = [clause for clause in report.clauses_covered if clause not in audit.scope]
        said = [f"does not cover {listed(missing)}"] if missing else []
        said += [f"also covers {listed(more)}"] if more else []
        if said:
            message = f"{report.id} {' and '.join(said)}; {audit.id} was planned differently"
            yield RULE.about(report, "clauses_covered", message)
