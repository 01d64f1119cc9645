"""A problem lists an incident that does not name the problem.

A problem that lists incidents which lead elsewhere counts what it did not cause, and hides what it did.

Bad:

```yaml
incident INC-01: {problem: PRB-02}
problem PRB-01:
  related_incidents: [INC-01]  # <- problem-incident-one-sided
```

Good:

```yaml
incident INC-01: {problem: PRB-01}
problem PRB-01:
  related_incidents: [INC-01]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.3", "20000-1:8.6.1"),
    help="name the problem in the incident, or take the incident off the list",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each incident that a problem lists; one that names a problem which does not list it is told there."""
    problems = {entry.id: set(entry.texts("related_incidents")) for entry in sms.entries("problem")}
    named = {entry.id: entry.text("problem") for entry in sms.entries("incident")}
    told = {name for name, problem in named.items() if problem in problems and name not in problems[problem]}
    for entry in sms.entries("problem"):
        listing = [name for name in entry.texts("related_incidents") if name not in told]
        lost = [name for name in listing if named.get(name, entry.id) != entry.id]
        if lost:
            verb = "does" if len(lost) == 1 else "do"
            message = f"{entry.id} lists {listed(lost)}, which {verb} not name it"
            number = entry.texts("related_incidents").index(lost[0])
            yield RULE.about(entry, ("related_incidents", number), message)
