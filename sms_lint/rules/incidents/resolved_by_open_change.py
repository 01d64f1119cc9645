"""An incident or a problem is resolved by a change that was not carried out.

The disturbance, or its cause, is gone once the change is done, not once it is requested. Either the service is not
really restored, or the change was made and nobody entered how it went.

Bad:

```yaml
incident INC-01:
  status: closed
  change: CHG-01  # <- resolved-by-open-change
change CHG-01: {status: requested}
```

Good:

```yaml
incident INC-01:
  status: closed
  change: CHG-01
change CHG-01: {status: implemented}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import HELPED

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1", "20000-1:8.5.1.3", "20000-1:8.6.3"),
    help="enter how the change went, or reopen the incident",
    aliases=("incident-resolved-by-open-change", "problem-resolved-by-open-change"),
    kinds=("incident", "problem"),
)
_INCIDENT = RULE.part("incident-resolved-by-open-change", clauses=("20000-1:8.6.1", "20000-1:8.5.1.3"))
_PROBLEM = RULE.part(
    "problem-resolved-by-open-change",
    clauses=("20000-1:8.6.3",),
    help="reopen the problem, or enter how the change went",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the changes of incidents and of problems."""
    yield from _incident(sms)
    yield from _problem(sms)


WAITING = {"requested": "only requested", "approved": "only approved", "rejected": "rejected"}


def _incident(sms: Sms) -> Iterator[Finding]:
    """Look up the change of each incident that is resolved or closed."""
    states = {entry.id: entry.text("status") for entry in sms.entries("change")}
    for entry in sms.entries("incident"):
        change = entry.text("change")
        if entry.text("status") in HELPED and states.get(change) in WAITING:
            message = f"{entry.id} is {entry.text('status')}, but {change} is {WAITING[states[change]]}"
            yield _INCIDENT.about(entry, "change", message)


OPEN = frozenset({"requested", "approved"})


def _problem(sms: Sms) -> Iterator[Finding]:
    """Look up the changes of each problem that is resolved or closed."""
    states = {entry.id: entry.text("status") for entry in sms.entries("change")}
    for problem in sms.entries("problem"):
        if problem.text("status") not in {"resolved", "closed"}:
            continue
        waiting = [change for change in problem.texts("change") if states.get(change) in OPEN]
        if waiting:
            message = f"{problem.id} is {problem.text('status')}, but {listed(waiting)} is not carried out"
            yield _PROBLEM.about(problem, "status", message)
