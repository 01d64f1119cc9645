"""The message of a commit says that somebody approved a document that nobody has approved.

A line such as `Approved-by:` is written by whoever makes the commit. It proves nothing and never counts, but somebody
may think that it does.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-06 P-0001 edits the text and writes "Approved-by: P-0002" in the message  # <- approval-in-message
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-06 P-0001 edits the text and writes "Approved-by: P-0002" in the message
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.outside.git import Commit
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.2",),
    help="have the person who is named sign the document with `sms-lint approve`",
    exemptible=True,
)
_TRAILER = re.compile(r"^(approved|reviewed)-by:[^\n]*", re.I | re.M)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the messages of the commits since the text that was approved last."""
    for status in approval_statuses(sms):
        if status.now is None or status.now.approved:
            continue
        for commit in _commits(status):
            if trailer := _TRAILER.search(commit.message):
                message = (
                    f"the message of commit {commit.id[:9]} says `{trailer[0][:80].strip()}`; that approves nothing, "
                    f"and {status.name} is not approved"
                )
                yield RULE.about(status.document, "version", message)
                break


def _commits(status: ApprovalStatus) -> tuple[Commit, ...]:
    every = status.approvals.texts[status.document.id]
    after = max((earlier.text.position for earlier in status.before), default=-1)
    until = status.now.text.position if status.now else -1
    return status.approvals.branch.commits_to(frozenset(text.text.path for text in every), after, until)
