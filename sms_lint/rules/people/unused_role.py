"""A process lists a role that has nothing to do in it.

A role without an activity is either left over or its activity was forgotten. The people who hold it cannot
tell what is expected of them.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  roles: [change-manager, incident-manager]  # <- unused-role
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  roles: [change-manager]
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
    clauses=("20000-1:5.3",),
    help="name the role in an activity, or remove it from `roles`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for each listed role in the activities, whatever its part there."""
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        used = {
            role
            for activity in node.activities
            for role in (activity.does, activity.answers, *activity.consulted, *activity.informed)
        }
        known = {activity.id for activity in node.activities}
        if any(step.to not in known for activity in node.activities for step in activity.next):
            continue  # an activity is missing, which another rule reports; the role may be named there
        for index, role in enumerate(node.roles):
            if role not in used:
                message = f"`{role}` is among the roles of {node.id}, but no activity names it"
                yield RULE.about(node, ("roles", index), message)
