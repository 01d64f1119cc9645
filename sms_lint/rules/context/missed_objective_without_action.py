"""An objective was missed, and nothing follows from it.

A missed objective is a reason to improve something or to want something else. The reason names the record
that carries on, be it an improvement, a risk or the KPI that goes on being watched, or an improvement names
the objective; otherwise the same will be missed again.

Bad:

```yaml
objective OBJ-01:
  status: missed  # <- missed-objective-without-action
  reason: Too few people
```

Good:

```yaml
objective OBJ-01:
  status: missed
  reason: Too few people; see RSK-01
risk RSK-01:
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:6.2.2",
        "20000-1:10.2",
    ),
    help="name in `reason` the record that carries on, such as an improvement, a risk or a new objective",
)


FOLLOWING = frozenset(("improvement", "nonconformity", "risk", "objective", "problem", "opportunity", "kpi"))


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a record in the reason of each missed objective, or for an improvement that serves it."""
    if Improvement.KIND.name in sms.hidden:
        return
    served = {node.objective_link for node in sms.all(Improvement)}
    for entry in sms.entries("objective"):
        if entry.text("status") != "missed" or entry.id in served or not entry.text("reason"):
            continue
        named = ids_in(entry.text("reason")) - {entry.id}
        if not any(name in sms.unread or sms.kind_of(name) in FOLLOWING for name in named):
            message = f"{entry.id} was missed, but no improvement serves it and `reason` names no record that follows"
            yield RULE.about(entry, "status", message)
