"""A nonconformity does not lead back to the audit finding that names it.

An auditor follows the finding to the nonconformity and back. Another clause or another source there means that
the wrong one was named.

Bad:

```yaml
audit-report ARP-01:
  audit: AUD-01
  findings:
    - {clause: 20000-1:8.5.1.3, nonconformity: NC-01}  # <- audit-finding-one-sided
nonconformity NC-01: {source: Complaint of a customer, clause: 20000-1:8.5.1.3}
```

Good:

```yaml
audit-report ARP-01:
  audit: AUD-01
  findings:
    - {clause: 20000-1:8.5.1.3, nonconformity: NC-01}
nonconformity NC-01: {source: "Internal audit AUD-01, finding F1", clause: 20000-1:8.5.1.3}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditFinding, AuditReport
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2", "20000-1:10.1.1"),
    help="name the right nonconformity, or put its source and clause right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each finding with the nonconformity that it names."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            raised = sms.ids.get(finding.nonconformity or "")
            if isinstance(raised, Nonconformity) and (said := _differs(report, finding, raised)):
                message = f"finding {finding.finding_id} of {report.id} names {raised.id}, {said}"
                yield RULE.about(report, ("findings", index, "nonconformity"), message)


def _differs(report: AuditReport, finding: AuditFinding, raised: Nonconformity) -> str:
    if raised.clause != finding.clause:
        return f"which is about {raised.clause}, not about {finding.clause}"
    if not {report.id, report.audit} & ids_in(raised.source):
        return f"whose source names neither {report.audit} nor {report.id}"
    return ""
