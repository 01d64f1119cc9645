"""An incident and a problem do not name each other.

Whoever works on a problem looks at its incidents, and whoever reads an incident looks for its cause. Where only one
of the two names the other, the one that does not is counted, warned and resolved without it.

Bad:

```yaml
incident INC-01:
  problem: PRB-01  # <- problem-link-one-sided
problem PRB-01:
  related_incidents: [INC-02]
```

Good:

```yaml
incident INC-01:
  problem: PRB-01
problem PRB-01:
  related_incidents: [INC-01]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.ground.sentences import listed as listing
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.3", "20000-1:8.6.1"),
    help="name each of the two in the other, or in neither",
    aliases=("incident-problem-one-sided", "problem-incident-one-sided"),
    kinds=("incident", "problem"),
    fix=RuleFix("names the one in the other as well", "unsafe"),
)
_INCIDENT = RULE.part(
    "incident-problem-one-sided",
    help="add the incident to the problem, or remove the problem from the incident",
)
_PROBLEM = RULE.part(
    "problem-incident-one-sided", help="name the problem in the incident, or take the incident off the list"
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look from the incidents first; what is reported there is not reported again."""
    yield from _incident(sms)
    yield from _problem(sms)


MOST = 3


def _incident(sms: Sms) -> Iterator[Finding]:
    """Look up each incident in the problem that it names; once for each problem."""
    listed = {entry.id: set(entry.texts("related_incidents")) for entry in sms.entries("problem")}
    problems = sms.by_id("problem")
    lost: dict[str, list[Entry]] = {}
    for entry in sms.entries("incident"):
        problem = entry.text("problem")
        if problem in listed and entry.id not in listed[problem]:
            lost.setdefault(problem, []).append(entry)
    for problem, entries in lost.items():
        names = listing((entry.id for entry in entries), MOST)
        verb = "names" if len(entries) == 1 else "name"
        message = f"{names} {verb} {problem}, which does not list {'it' if len(entries) == 1 else 'them'}"
        fix = naming_also(sms, problems[problem], "related_incidents", *(entry.id for entry in entries))
        yield _INCIDENT.about(entries[0], "problem", message).with_fix(fix)


def _problem(sms: Sms) -> Iterator[Finding]:
    """Look up each incident that a problem lists; one that names a problem which does not list it is reported there."""
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
            incident = sms.by_id("incident").get(lost[0])
            fix = naming_also(sms, incident, "problem", entry.id) if incident else None
            yield _PROBLEM.about(entry, ("related_incidents", number), message).with_fix(fix)
