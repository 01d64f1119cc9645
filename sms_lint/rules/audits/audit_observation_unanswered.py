"""An observation of an audit has no answer.

Nobody has to correct an observation, but somebody has to decide about it: taken up, and where; or not, and why. One
that was passed over and then came true is the first thing that the next audit asks about.

Bad:

```yaml
audit-report ARP-01:
  findings:
    - grade: observation  # <- audit-observation-unanswered
      answer:  # not given
      nonconformity:  # not given
```

Good:

```yaml
audit-report ARP-01:
  findings:
    - grade: observation
      answer: Not taken up; the supplier's own figures are checked by our probes
      nonconformity:  # not given
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.2.2", "20000-1:10.2"),
    help="say in `answer` of the finding what was decided: taken up and where, or not and why",
)
_UNBINDING = {"observation": "observation", "ofi": "opportunity"}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the findings that raise no nonconformity."""
    for report in sms.all(AuditReport):
        for index, found in enumerate(report.findings):
            if found.grade in _UNBINDING and not (found.answer or found.nonconformity):
                message = f"{_UNBINDING[found.grade]} {found.finding_id} of {report.id} has no answer"
                yield RULE.about(report, ("findings", index, "grade"), message)
