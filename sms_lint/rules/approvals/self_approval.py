"""The person who owns a document also approves it.

Approval is a second pair of eyes: somebody other than the owner judges whether a document is suitable and
adequate. Two different roles are not enough where the same person holds both. Where somebody else holds the
approver's role too, it is a warning only: that person can approve. So it is where fewer than
`thresholds.small_organization` persons hold roles: there may be nobody else. Of a draft it is a note, and only where
nobody else could approve it.

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
from typing import NamedTuple

from sms_lint.ground.fields import Ref
from sms_lint.model.finding import Finding, Rule, Severity
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
        if found and found.matters(state):
            severity = found.severity(state)
            holding = {person for persons in sms.holders.values() for person in persons}
            few = len(holding) < sms.config.thresholds.small_organization
            mild: Severity = "warning" if few and severity == "error" else severity
            yield RULE.about(node, "approver", found.message, severity=mild)


class _Conflict(NamedTuple):
    """What is wrong; whether the roles are one, and whether somebody else could approve."""

    message: str
    one_role: bool
    others: bool

    def matters(self, state: str) -> bool:
        """Whether it is to be told: of a draft only what has to change before it can be approved."""
        return state != "draft" or not self.others

    def severity(self, state: str) -> Severity:
        """An error where nobody else could approve what is in use; the same role twice is a slip in any state."""
        if state == "draft" and not self.one_role:
            return "note"
        return "warning" if self.others else RULE.severity


def _conflict(sms: Sms, owner: Ref, approver: Ref) -> _Conflict | None:
    if owner == approver:
        return _Conflict(f"`{owner}` is both owner and approver", True, False)
    owners, approvers = sms.holders.get(owner, ()), sms.holders.get(approver, ())
    both = [person for person in approvers if person in owners]
    if not both:
        return None
    hold = "holds" if len(both) == 1 else "hold"
    roles = f"`{owner}`, the owner, and `{approver}`, the approver"
    return _Conflict(f"{' and '.join(both)} {hold} both roles: {roles}", False, len(both) < len(approvers))
