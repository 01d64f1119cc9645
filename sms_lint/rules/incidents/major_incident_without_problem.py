"""A major incident was reviewed, but nobody looks for its cause.

Service is back, and what took it away may still be there. At least after its review, a major incident has a
problem, even one that is closed because the cause is known and gone.

Bad:

```yaml
incident INC-01:
  problem:  # not given
major-incident MAJ-01:
  incident: INC-01  # <- major-incident-without-problem
  status: reviewed
```

Good:

```yaml
incident INC-01: {problem: PRB-01}
major-incident MAJ-01:
  incident: INC-01
  status: reviewed
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
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="open a problem, name it in the incident and list the incident in it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a problem that the incident names, or that lists it."""
    if "problem" in sms.hidden:
        return
    listed = {name for entry in sms.entries("problem") for name in entry.texts("related_incidents")}
    bare = {entry.id for entry in sms.entries("incident") if not entry.text("problem")} - listed
    for report in sms.all(MajorIncident):
        if report.status == "reviewed" and report.incident in bare:
            message = f"{report.id} is reviewed, but there is no problem for {report.incident}"
            yield RULE.about(report, "incident", message)
