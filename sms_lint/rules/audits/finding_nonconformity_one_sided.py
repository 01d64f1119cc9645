"""An audit finding and a nonconformity do not refer to each other.

The finding must lead to what was done about it, and the nonconformity back to what was seen. Where the two disagree on
clause or source, or the finding does not name the nonconformity, the trail that the next auditor follows breaks. It is
an error where the finding names the wrong one, a warning where no finding names it.

Bad:

```yaml
audit-report ARP-01:
  audit: AUD-01
  findings:
    - {clause: 20000-1:8.5.1.3, nonconformity: NC-01}  # <- finding-nonconformity-one-sided
nonconformity NC-01:
  source: Complaint of a customer
  clause: 20000-1:8.5.1.3
```

Good:

```yaml
audit-report ARP-01:
  audit: AUD-01
  findings:
    - {clause: 20000-1:8.5.1.3, nonconformity: NC-01}
nonconformity NC-01:
  source: Internal audit AUD-01, finding F1
  clause: 20000-1:8.5.1.3
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
    help="name the right nonconformity, or correct its source and clause",
    aliases=("audit-finding-one-sided", "nonconformity-without-audit-finding"),
    kinds=("audit-report", "nonconformity"),
)
_FINDING = RULE.part("audit-finding-one-sided")
_NONCONFORMITY = RULE.part(
    "nonconformity-without-audit-finding",
    severity="warning",
    clauses=("20000-1:10.1.1", "20000-1:9.2.2"),
    help="name the nonconformity in the finding, or correct `source`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look from the findings, then from the nonconformities."""
    yield from _finding(sms)
    yield from _nonconformity(sms)


def _finding(sms: Sms) -> Iterator[Finding]:
    """Compare each finding with the nonconformity that it names."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            raised = sms.record(Nonconformity, finding.nonconformity)
            if raised and (said := _differs(report, finding, raised)):
                message = f"finding {finding.finding_id} of {report.id} names {raised.id}, {said}"
                yield _FINDING.about(report, ("findings", index, "nonconformity"), message)


def _differs(report: AuditReport, finding: AuditFinding, raised: Nonconformity) -> str:
    if raised.clause != finding.clause:
        return f"which is about {raised.clause}, not about {finding.clause}"
    if not {report.id, report.audit} & ids_in(raised.source):
        return f"whose source names neither {report.audit} nor {report.id}"
    return ""


def _nonconformity(sms: Sms) -> Iterator[Finding]:
    """Look for each nonconformity in the findings of the audit that it names, once there is a report."""
    raised: dict[str, set[str]] = {}
    for report in sms.all(AuditReport):
        names = {
            audit_finding.nonconformity for audit_finding in report.findings if audit_finding.nonconformity
        }
        for source in (report.id, report.audit):
            raised.setdefault(source, set()).update(names)
    if AuditReport.KIND.name in sms.hidden:
        return
    sources = {node.id: ids_in(node.source) for node in sms.records(Nonconformity)}
    for node in sms.records(Nonconformity):
        for source in sorted(sources[node.id] & raised.keys()):
            mistaken = any(source not in sources.get(name, {source}) for name in raised[source])
            if (
                node.id not in raised[source] and not mistaken
            ):  # a finding with the wrong id is reported there
                message = f"{node.id} comes from {source}, whose report has no finding that names it"
                yield _NONCONFORMITY.about(node, "source", message)
                break
