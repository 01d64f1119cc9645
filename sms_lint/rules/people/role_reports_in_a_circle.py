"""Roles report to one another in a circle.

Each role reports to the one that can decide what it cannot. Where the line leads back to its beginning, nobody decides:
an escalation never ends.

Bad:

```yaml
role managing-director:
  reports_to: change-manager  # <- role-reports-in-a-circle
role change-manager: {reports_to: managing-director}
```

Good:

```yaml
role managing-director:
  reports_to:  # not given
role change-manager: {reports_to: managing-director}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Role
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:5.3",),
    help="let the highest role of the circle report to nobody, or to a role outside it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Follow each line upwards; a circle is reported once, at its first role."""
    done: set[str] = set()
    for start in sms.roles.values():
        line: list[str] = []
        role: Role | None = start
        while role is not None and role.id not in done:
            done.add(role.id)
            line.append(role.id)
            role = sms.roles.get(role.reports_to) if role.reports_to else None
        if role is not None and role.id in line:
            circle = " → ".join((*line[line.index(role.id) :], role.id))
            yield RULE.about(role, "reports_to", f"roles report in a circle: {circle}")
