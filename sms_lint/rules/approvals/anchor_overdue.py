"""The branch has gone on for too long without an anchor.

Between two anchors the history could be rewritten without a trace. An organization that keeps anchors adds one with
each merge, or at least before the grace period of its trust settings has passed: a later timestamp no longer shows when
an approval existed.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-06 ci anchors the branch
2026-03-02 P-0001 writes version 1.1  # <- anchor-overdue
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-06 ci anchors the branch
2026-03-02 P-0001 writes version 1.1
2026-03-03 ci anchors the branch
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="add an anchor with `sms-lint anchor`, or let the workflow add one with each merge",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Where there are anchors, compare the newest step of the branch with the newest that one of them holds."""
    approvals, branch = approvals_of(sms), sms.branch
    trust = approvals.chain.current if approvals else None
    anchors = branch.anchors if branch else None
    if branch is None or trust is None or anchors is None or anchors.newest is None or not anchors.gap.since:
        return
    newest, last = branch.moments[-1].date(), anchors.newest.date()
    if newest > trust.grace.after(last):
        message = (
            f"the newest commit that an anchor holds is of {last}, but the branch has commits up to {newest}"
        )
        yield RULE.finding(_place(sms), message)


def _place(sms: Sms) -> Location:
    """The newest document or record that was added to the branch since."""
    changed = (
        [change.path for change in sms.branch.changes_at(len(sms.branch.line) - 1)] if sms.branch else []
    )
    path = next((path for path in changed if path in sms.by_path), "trust.yml")
    node = sms.by_path.get(path)
    return node.place() if node else Location(SourceFile(path, ""), 0, 0)
