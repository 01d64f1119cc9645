"""No role counts as top management.

Policy, objectives, resources and management reviews are duties of top management by name. As long as no role
says that it is top management, nobody can tell whether the right person approved, attended or was informed.

Bad:

```yaml
role managing-director:  # <- no-top-management
  top_management: no
```

Good:

```yaml
role managing-director:
  top_management: yes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Role
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:5.3",),
    help="mark the role that leads the organization with `top_management: yes`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a role that says so, or for a setting; another rule reports a register without roles."""
    roles = sms.records(Role)
    if roles and not sms.top_management and Role.KIND.name not in sms.hidden:
        yield RULE.about(roles[0], "id", "none of the roles is marked as top management")
