"""An audit report leaves out clauses that were planned for the audit.

A clause that was planned and not looked at is not audited in the cycle, and nobody notices unless the report
says so. An audit that covers more than was planned is none of these.

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

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme, AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="plan another audit of what was left out; where it was looked at, write a report that names it and "
    "supersedes this one",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clauses of each report with those of its audit."""
    for report in sms.all(AuditReport):
        audit = sms.record(AuditProgramme, report.audit)
        if audit is None:
            continue
        covered = [clause_parts(clause) for clause in report.clauses_covered]
        missing = [
            planned
            for planned in audit.scope
            if not any(clause_parts(planned).is_within(clause) for clause in covered)
        ]
        if missing:
            message = f"{report.id} does not cover {listed(missing)}, which {audit.id} was planned to cover"
            yield RULE.about(report, "clauses_covered", message)
