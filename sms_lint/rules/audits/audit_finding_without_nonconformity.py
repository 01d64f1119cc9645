"""A major or minor finding of an audit led to no nonconformity.

A finding that nobody takes up comes back at the next audit. The nonconformity register carries it to its
correction, cause and effect.

Bad:

```yaml
audit-report ARP-01:
  findings:
    - grade: minor  # <- audit-finding-without-nonconformity
      nonconformity:  # not given
```

Good:

```yaml
audit-report ARP-01:
  findings:
    - {grade: observation}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2", "20000-1:10.1.1"),
    help="record the nonconformity and name it in the finding",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the findings of each report."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            if finding.grade in {"major", "minor"} and finding.nonconformity is None:
                message = (
                    f"the {finding.grade} finding {finding.finding_id} of {report.id} names no nonconformity"
                )
                yield RULE.about(report, ("findings", index, "grade"), message)
