"""A document is approved, but the proof is weaker than the settings require.

The settings say how well the approval of each kind of document has to be proven: by a review that the forge recorded
(E1), by signatures of author and approver with their own keys (E2), or with a timestamp as well (E3). Below that, an
auditor sees weaker proof than the organization decided on.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0  # <- approval-below-level
2026-01-09 ci records the review of P-0002
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
    help="add what is missing, or decide in the settings that the level reached is enough",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the level that each approved text has reached with the one that is required."""
    for status in approval_statuses(sms):
        if (
            status.now is not None
            and status.now.approved
            and not (status.reached or status.awaited)
            and not status.level_told_elsewhere
        ):
            message = (
                f"the approval of {status.name} reaches E{status.now.level}, but E{status.needed} is required: "
                f"{_lacks(status)}"
            )
            yield RULE.about(status.document, "version", message)


def _lacks(status: ApprovalStatus) -> str:
    if status.now is None or status.now.level == 2:
        return "no timestamp confirms it in time"
    if status.now.level > 2:
        return "nothing that is kept outside confirms it"
    approvers = {by.statement.person for by in status.now.approvers}
    if all(by.statement.meaning == "review" for by in status.now.approvers):
        return "its approver has not signed with a key of their own"
    if any(by.statement.person not in approvers for by in status.now.authors):
        return "too few approvers have signed with a key of their own"
    return "its author has not signed it"
