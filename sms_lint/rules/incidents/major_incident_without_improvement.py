"""The review of a major incident led to no improvement.

A review that finds nothing to improve was not one: at least the way it was detected or reported can be better.

Bad:

```yaml
major-incident MAJ-01:
  status: reviewed
  improvements: []  # <- major-incident-without-improvement
```

Good:

```yaml
major-incident MAJ-01:
  status: reviewed
  improvements: [IMP-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="record what is to be improved and name it in the report",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the reports that are reviewed."""
    for report in sms.all(MajorIncident):
        if report.status == "reviewed" and not report.improvements:
            message = f"the review of {report.id} names no improvement"
            yield RULE.about(report, "improvements", message)
