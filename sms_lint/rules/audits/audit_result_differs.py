"""An audit report judges a clause otherwise than its findings do.

A clause that conforms has no major or minor finding, and one that does not conform has one, with a nonconformity that
is put right. Otherwise readers of the report learn two things, and what does not conform is nobody's to correct.

Bad:

```yaml
audit-report ARP-01:
  results:
    - {judged: 20000-1:8.5.1.2, result: nonconforming}  # <- audit-result-differs
    - {judged: 20000-1:8.5.1.3, result: conforms}  # <- audit-result-differs
  findings:
    - {grade: minor, clause: 20000-1:8.5.1.3}
```

Good:

```yaml
audit-report ARP-01:
  results:
    - {judged: 20000-1:8.5.1.2, result: conforms}
    - {judged: 20000-1:8.5.1.3, result: nonconforming}
  findings:
    - {grade: minor, clause: 20000-1:8.5.1.3}
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport, AuditResult
from sms_lint.system.lost_fields import lost_fields
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.1", "20000-1:9.2.2"),
    help="find out what the audit saw, and make result and finding say that",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each result with the major and minor findings of the same report."""
    for report in sms.all(AuditReport):
        if "findings" in lost_fields(sms).get(report.id, ()):
            continue
        for index, result in enumerate(report.results):
            said = _difference(report, result)
            if said:
                yield RULE.about(report, ("results", index, "result"), f"{report.id} {said}")


def _difference(report: AuditReport, result: AuditResult) -> str:
    """How a result differs from the findings about what it judges; empty where it does not."""
    judged = clause_parts(result.judged)
    # What is judged more closely beside it is no part of it.
    apart = {other.judged for other in report.results if other.judged != result.judged}
    findings = [
        finding.finding_id
        for finding in report.findings
        if finding.grade in ("major", "minor")
        and finding.clause not in apart
        and result.judged in (finding.clause, clause_parts(finding.clause).clause)
    ]
    if result.result == "conforms" and findings:
        return f"says that {result.judged} conforms, and {listed(findings)} that it does not"
    of_clause = [f for f in report.findings if f.grade in ("major", "minor") and f.clause == judged.clause]
    if result.result == "nonconforming" and not findings and not of_clause:
        return f"says that {result.judged} does not conform, and has no major or minor finding of it"
    return ""
