"""A document says that it was reviewed, but its owner has not confirmed that.

A review without a change keeps the approval: only the day in `review.last` is another one, and it says that the owner
read the text and left it as it is. Anybody could type a day there to keep an overdue document out of the list. So it
counts once the owner has signed it, or the forge recorded that the owner proposed or approved it. From E2 on, the owner
signs it with a key of their own. The same applies to `communicated_at`.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-05-04 P-0004 reviews it  # <- review-unconfirmed
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-05-04 P-0004 reviews it
2026-05-05 P-0001 confirms the review
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.approval_status.report import changed_days
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="have its owner confirm it with `sms-lint confirm`, or put the day back",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for texts on the branch whose control data changed since they were approved, without the owner's word."""
    for status in approval_statuses(sms):
        if status.now is None or not status.lacks_confirmation or status.is_proposed or _is_told(status):
            continue
        owner = status.now.signed_text.owner
        said = f"{status.name} says {changed_days(status.now)}"
        message = f"{said}, and its owner (`{owner}`) has not confirmed it{_so_far(status)}"
        yield RULE.about(status.document, ("review", "last"), message)


def _is_told(status: ApprovalStatus) -> bool:
    """Whether a confirmation is there and does not count, which is reported at that."""
    return any(refusal.signed.statement.meaning == "confirmation" for refusal in status.refused)


def _so_far(status: ApprovalStatus) -> str:
    if status.now is None or not status.now.confirmed:
        return ""
    return f" with a key of their own; that of the forge is E1, but E{status.needed} is required"
