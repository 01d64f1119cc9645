"""A policy is approved by a role that may not approve it.

The service management policy is top management's own commitment; approved by anybody else it binds nobody. The
information security policy needs somebody with authority over all services: a role of top management, or one that
reports to it directly.

Bad:

```yaml
policy POL-SM:
  approver: incident-manager  # <- policy-approver-not-top-management
  lifecycle: active
  satisfies: [20000-1:5.2.1]
```

Good:

```yaml
policy POL-SM:
  approver: managing-director
  lifecycle: active
  satisfies: [20000-1:5.2.1]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:5.2.1",
        "20000-1:8.7.3.1",
    ),
    help="name a role of top management as `approver`",
    needs=("top_management",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the active policies that these clauses ask for; another rule reports a role that is not declared."""
    for node in sms.documents:
        if not isinstance(node, Policy) or node.lifecycle != "active":
            continue
        approver = sms.roles.get(node.approver)
        if approver is None or approver.id in sms.unread or _may_approve(sms, node):
            continue
        clause = "20000-1:5.2.1" if node.meets("20000-1:5.2.1") else "20000-1:8.7.3.1"
        message = f"{node.id} is approved by `{approver.id}`, which is not a role of top management"
        yield RULE.about(node, "approver", message, clauses=(clause,))


def _may_approve(sms: Sms, policy: Policy) -> bool:
    """Whether the role is high enough; a policy of another sort may be approved by anybody."""
    role = sms.roles[policy.approver]
    if not sms.top_management or role.id in sms.top_management:
        return True
    if policy.meets("20000-1:5.2.1"):
        return False
    return not policy.meets("20000-1:8.7.3.1") or role.reports_to in sms.top_management
