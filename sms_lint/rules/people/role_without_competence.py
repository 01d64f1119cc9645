"""A role carries out activities, but nobody has stated what it must be able to do.

Competence begins with what the work demands. For each role inside the organization that does the work of a
process, the competence matrix states it at least once.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {does: change-manager}  # <- role-without-competence
competence CMP-01: {role: incident-manager}
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {does: change-manager}
competence CMP-01: {role: change-manager}
```
"""

from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.2",),
    help="enter what the role must be able to do, and who has it to which level",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each role that does something, once; another rule reports that there is no assessment."""
    known = {entry.text("role") for entry in sms.entries("competence")} | sms.unread
    if not sms.entries("competence") or {"competence", "role"} & sms.hidden:
        return
    for process in sms.all(Process):
        for index, activity in enumerate(process.activities if is_active(process) else ()):
            role = sms.roles.get(activity.does)
            if role is not None and role.external == "no" and role.id not in known:
                known.add(role.id)
                message = f"`{role.id}` carries out activities, but no competence is required of it"
                yield RULE.about(process, ("activities", index, "does"), message)
