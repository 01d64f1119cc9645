"""The person who owns a document also approves it.

Approval is a second pair of eyes: somebody other than the owner judges whether a document is suitable and
adequate. Two different roles are not enough where the same person holds both. Where somebody else holds the
approver's role too, it is a warning only: that person can approve.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active
  owner: change-manager
  approver: incident-manager  # <- self-approval
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  owner: change-manager
  approver: managing-director
```
"""

from collections.abc import Iterator

from sms_lint.ground.fields import Ref
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="have somebody else hold one of the two roles, or name another role as `approver`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the holders of both roles, for every document that is not retired."""
    judged: tuple[Document | ListedDocument, ...] = (*sms.documents, *sms.records(ListedDocument))
    for node in judged:
        state = node.lifecycle if isinstance(node, Document) else node.status
        told = (
            not isinstance(node, Document) and node.owner == node.approver
        )  # among the faults of its fields
        found = None if told or state == "retired" else _conflict(sms, node.owner, node.approver)
        if found:
            message, others = found
            severity = "warning" if others else RULE.severity
            yield RULE.about(node, "approver", message, severity=severity)


def _conflict(sms: Sms, owner: Ref, approver: Ref) -> tuple[str, bool] | None:
    """What is wrong, and whether somebody else could approve."""
    if owner == approver:
        return f"`{owner}` is both owner and approver", False
    owners, approvers = sms.holders.get(owner, ()), sms.holders.get(approver, ())
    both = [person for person in approvers if person in owners]
    if not both:
        return None
    hold = "holds" if len(both) == 1 else "hold"
    roles = f"`{owner}`, the owner, and `{approver}`, the approver"
    return f"{' and '.join(both)} {hold} both roles: {roles}", len(both) < len(approvers)
