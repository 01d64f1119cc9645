"""A finding of an audit is about a clause that the audit did not cover.

A finding follows from evidence that was looked at. A clause that the report does not name as covered is usually a
mistake, and sends the nonconformity to the wrong owner.

Bad:

```yaml
audit-report ARP-01:
  clauses_covered: [20000-1:8.5]
  findings:
    - {clause: 20000-1:8.6.1}  # <- audit-finding-outside-scope
```

Good:

```yaml
audit-report ARP-01:
  clauses_covered: [20000-1:8.5]
  findings:
    - {clause: 20000-1:8.5.1.3}
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.2.2",),
    help="look up what the audit saw, and write the clause of the finding or the clauses covered accordingly",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clause of each finding with the clauses covered and the clauses below them."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            if not any(_within(finding.clause, covered) for covered in report.clauses_covered):
                which = f"finding {finding.finding_id} of {report.id}"
                message = f"{which} is about {finding.clause}, which the audit did not cover"
                yield RULE.about(report, ("findings", index, "clause"), message)


def _within(clause: str, covered: str) -> bool:
    """Whether a clause is the covered one, is below it, or is the clause of a covered obligation."""
    found, looked_at = clause_parts(clause), clause_parts(covered)
    return found.is_within(looked_at) or found == looked_at._replace(obligation="")
