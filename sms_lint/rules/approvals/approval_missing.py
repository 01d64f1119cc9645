"""A document is in use, but nobody has approved it.

A text on the branch has been merged, nothing more. Approval is a person's own statement that exactly this text is
suitable. Without one, nobody can say that the document was ever in force. Only active documents whose approval the
settings require are judged.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0  # <- approval-missing
2026-01-08 P-0001 signs as author
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="have its approver read it and sign it with `sms-lint approve`",
    exemptible=True,
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for documents of which no text was ever approved."""
    for status in approval_statuses(sms):
        if status.now is not None and (status.now.approved or status.now.withdrawn):
            continue
        if not (status.awaited or status.signed_other_text or status.reported_elsewhere):
            asked = f"E{status.needed} is required{_so_far(status)}"
            message = f"{status.name} is not approved, and no text of it ever was; {asked}"
            yield RULE.about(status.document, "version", message)


def _so_far(status: ApprovalStatus) -> str:
    """Who has approved or signed already."""
    if status.now is None:
        return ""
    if status.now.approvers:
        names = ", ".join(by.statement.person for by in status.now.approvers)
        return f"; {names} approved it, and more people have to"
    return "; its author has signed it" if status.now.authors else ""
