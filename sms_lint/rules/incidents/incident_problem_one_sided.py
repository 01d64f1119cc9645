"""An incident names a problem that does not list the incident.

Who works on the problem looks at its incidents, and who handles the next incident looks for the problem. Each
side has to lead to the other.

Bad:

```yaml
incident INC-01:
  problem: PRB-01  # <- incident-problem-one-sided
problem PRB-01: {related_incidents: [INC-02]}
```

Good:

```yaml
incident INC-01:
  problem: PRB-01
problem PRB-01: {related_incidents: [INC-01]}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed as listing
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.3", "20000-1:8.6.1"),
    help="add the incident to the problem, or take the problem out of the incident",
)


MOST = 3


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each incident in the problem that it names; once for each problem."""
    listed = {entry.id: set(entry.texts("related_incidents")) for entry in sms.entries("problem")}
    lost: dict[str, list[Entry]] = {}
    for entry in sms.entries("incident"):
        problem = entry.text("problem")
        if problem in listed and entry.id not in listed[problem]:
            lost.setdefault(problem, []).append(entry)
    for problem, entries in lost.items():
        names = listing((entry.id for entry in entries), MOST)
        verb = "names" if len(entries) == 1 else "name"
        message = f"{names} {verb} {problem}, which does not list {'it' if len(entries) == 1 else 'them'}"
        yield RULE.about(entries[0], "problem", message)
