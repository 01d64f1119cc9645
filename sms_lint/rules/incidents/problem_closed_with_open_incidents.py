"""A problem is closed while some of its incidents still wait.

Users still meet what the problem says is over. Either the incidents were forgotten, or the cause is not gone.

Bad:

```yaml
problem PRB-01:
  status: closed  # <- problem-closed-with-open-incidents
incident INC-01: {status: in_progress, problem: PRB-01}
```

Good:

```yaml
problem PRB-01:
  status: closed
incident INC-01: {status: closed, problem: PRB-01}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="resolve the incidents; where the problem is still there, open one that names it in `supersedes`",
)


WAITING = frozenset({"new", "in_progress", "pending"})
DONE = frozenset({"resolved", "closed"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the incidents that a problem lists, and those that name it."""
    waiting = {
        entry.id: entry.text("problem")
        for entry in sms.entries("incident")
        if entry.text("status") in WAITING
    }
    naming: dict[str, set[str]] = defaultdict(set)
    for incident, problem in waiting.items():
        naming[problem].add(incident)
    for entry in sms.entries("problem"):
        found = sorted(naming[entry.id] | waiting.keys() & set(entry.texts("related_incidents")))
        if found and entry.text("status") in DONE:
            verb = "waits" if len(found) == 1 else "wait"
            message = f"{entry.id} is {entry.text('status')}, but {listed(found)} still {verb}"
            yield RULE.about(entry, "status", message)
