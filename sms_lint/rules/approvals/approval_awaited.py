"""A proposal brings a text that still has to be approved, or a review that its owner still has to confirm.

A proposal is made first and approved afterwards, so this is how each new version begins: nothing is wrong. It says who
has to approve, and what the forge has recorded so far where `check --base` was given its `--reviews`. It is a warning
where there are reviews and none of them is going to count. After the merge the text is in force only once its approval
is in the repository; without it, that is an error.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
(What follows is proposed.)
2026-02-02 P-0001 writes version 1.1  # <- approval-awaited
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
(What follows is proposed.)
2026-02-02 P-0001 writes version 1.1
2026-02-03 P-0001 signs as author
2026-02-04 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import joined
from sms_lint.history.approvals.states import TextState
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.awaited import (
    ReviewsSoFar,
    awaited_words,
    is_waiting,
    reviews_so_far,
)
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.approval_status.report import changed_days
from sms_lint.system.approval_status.state_words import needing_words
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.2",),
    help="have the proposal reviewed by somebody who holds the role; what is signed with a key is committed as well",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Say of each text of a proposal what it waits for, and how far the reviews on the forge have come."""
    so_far = reviews_so_far(sms)
    for status in approval_statuses(sms):
        if not is_waiting(status) or status.reported_elsewhere or status.now is None:
            continue
        recorded = so_far.of(status.document.id)
        none_counts = bool(so_far.unused) and not recorded
        yield RULE.about(
            status.document,
            ("version",) if status.awaited else ("review", "last"),
            f"{_what(status)}{awaited_words(status)}{_so_far(status, so_far)}",
            severity="warning" if none_counts else RULE.severity,
        )


def _what(status: ApprovalStatus) -> str:
    if status.awaited or status.now is None:
        return f"{status.name} {needing_words(TextState.AWAITING)}"
    return f"{status.name} is proposed with {changed_days(status.now)} and the same text, and awaits "


def _so_far(status: ApprovalStatus, so_far: ReviewsSoFar) -> str:
    """What the forge recorded already, where it was asked."""
    recorded = so_far.of(status.document.id)
    if recorded:
        names = joined([statement.person for statement in recorded])
        enough = "" if status.needed < 2 else "; that is E1, and signatures are required"
        return f"; the forge has recorded that of {names}, and it counts once this is merged{enough}"
    if so_far.unused:
        said = "; ".join(f"{unused.account}: {unused.why}" for unused in so_far.unused)
        return f"; no review that was made will count: {said}"
    return ""
