"""No process works towards an objective.

An objective is reached by the processes that serve it, and each of them names it. If no process names it, nobody works
towards it or notices when it is missed.

Bad:

```yaml
objective OBJ-01:  # <- objective-unused
  status: open
process PRC-CHG:
  lifecycle: active
  objectives: [OBJ-INC-01]
```

Good:

```yaml
objective OBJ-01:
  status: open
process PRC-CHG:
  lifecycle: active
  objectives: [OBJ-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.2.1",),
    help="name the objective in `objectives` of the processes that serve it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each open objective in the processes that are not retired, once there are any."""
    processes = [node for node in sms.all(Process) if node.lifecycle != "retired"]
    if not processes or Process.KIND.name in sms.hidden:
        return
    served = {name for node in processes for name in node.objectives} | sms.unread
    for entry in sms.entries("objective"):
        if entry.text("status") == "open" and entry.id not in served:
            yield RULE.about(entry, "id", f"no process serves {entry.id}")
