"""A report of a major incident is about an incident that is not marked as one.

Major incidents are counted by their mark. Without it the incident is missing from every figure, or the report
is about another one.

Bad:

```yaml
incident INC-01: {major: no}
major-incident MAJ-01:
  incident: INC-01  # <- report-of-ordinary-incident
```

Good:

```yaml
incident INC-01: {major: yes}
major-incident MAJ-01:
  incident: INC-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help="mark the incident as major, or name the right one",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the incident of each report."""
    marks = {entry.id: entry.text("major") for entry in sms.entries("incident")}
    for report in sms.all(MajorIncident):
        if marks.get(report.incident, "yes") != "yes":
            message = f"{report.id} is about {report.incident}, which is not marked as a major incident"
            yield RULE.about(report, "incident", message)
