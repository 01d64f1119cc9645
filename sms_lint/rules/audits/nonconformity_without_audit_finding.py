"""A nonconformity says that an audit raised it, but no finding of that audit does.

From the finding to the nonconformity and back: an auditor follows both ways. A nonconformity that the report
does not know was either raised for something else, or its finding was lost.

Bad:

```yaml
nonconformity NC-01:
  source: Internal audit AUD-01  # <- nonconformity-without-audit-finding
audit-report ARP-01: {audit: AUD-01, findings: []}
```

Good:

```yaml
nonconformity NC-01:
  source: Internal audit AUD-01
audit-report ARP-01:
  audit: AUD-01
  findings:
    - finding_id: F1
      grade: minor
      clause: 20000-1:8.5.1.3
      statement: Reviews come late.
      evidence: CHG-01
      nonconformity: NC-01
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:10.1.1",
        "20000-1:9.2.2",
    ),
    help="name the nonconformity in the finding, or correct `source`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each nonconformity in the findings of the audit that it names, once there is a report."""
    raised: dict[str, set[str]] = {}
    for report in sms.all(AuditReport):
        names = {one.nonconformity for one in report.findings if one.nonconformity}
        for source in (report.id, report.audit):
            raised.setdefault(source, set()).update(names)
    if AuditReport.KIND.name in sms.hidden:
        return
    sources = {node.id: ids_in(node.source) for node in sms.all(Nonconformity)}
    for node in sms.all(Nonconformity):
        for source in sorted(sources[node.id] & raised.keys()):
            mistaken = any(source not in sources.get(name, {source}) for name in raised[source])
            if node.id not in raised[source] and not mistaken:  # a finding with the wrong id is said there
                message = f"{node.id} comes from {source}, whose report has no finding that names it"
                yield RULE.about(node, "source", message)
                break
