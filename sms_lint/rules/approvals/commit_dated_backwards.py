"""A commit says that it is older than the one before it.

The date of a commit is whatever the computer said that made it, or whatever somebody told it to say. More than a
day backwards on the branch means a clock that was wrong, or a date that was to look older. No commit is taken for
older than the one before it here; other programs may take it at its word.

Bad:

```text history
2026-01-05 P-0001 commits other work
2026-03-02 P-0001 commits other work
2026-01-10 P-0001 commits other work  # <- commit-dated-backwards
```

Good:

```text history
2026-01-05 P-0001 commits other work
2026-01-10 P-0001 commits other work
2026-03-02 P-0001 commits other work
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sms_lint.ground.source import whole
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help=(
        "find out whose clock was wrong; history is not rewritten for it, so let the owners of `trust.yml` "
        "exempt that commit"
    ),
    exemptible=True,
)
_LET_PASS = timedelta(days=1)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the date of each step of the branch, since the first trust settings, with the latest before it."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or not approvals.chain.adopted:
        return
    branch, latest = approvals.branch, None
    for commit in branch.line[approvals.chain.adopted[0].position :]:
        at = branch.commits.by_id[commit].committed
        if at is None or branch.is_future(at):  # which is a fault of its own
            continue
        if latest is not None and latest - at > _LET_PASS:
            message = f"commit {commit[:9]} says {at.date()}, and one before it on the branch {latest.date()}"
            yield RULE.finding(whole(sms.trust or sms.settings.file), message, node=commit)
            latest = at
        latest = max(latest or at, at)
