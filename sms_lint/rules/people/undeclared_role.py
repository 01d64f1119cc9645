"""An activity is given to a role that the process does not list.

`roles` tells everyone at a glance who takes part in a process. A role that does an activity or answers for it
belongs there; roles that are only asked or told need not be listed.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  roles: [change-manager]
  activities:
    - {does: incident-manager, answers: change-manager}  # <- undeclared-role
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  roles: [change-manager]
  activities:
    - {does: change-manager, answers: change-manager, informed: [user]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.documents import Process
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:5.3",),
    help="add the role to `roles`, or name another one in the activity",
    fix=RuleFix("adds the role to the process", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the roles that do or answer with the list, each once in a process; another rule reports unknown roles."""
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        listed = set(node.roles)
        for index, activity in enumerate(node.activities):
            for field, role in (("does", activity.does), ("answers", activity.answers)):
                if role not in listed and role in sms.roles:
                    listed.add(role)
                    message = f"`{role}` takes part in {node.id}, but is not among its `roles`"
                    finding = RULE.about(node, ("activities", index, field), message)
                    yield finding.with_fix(naming_also(sms, node, "roles", role))
