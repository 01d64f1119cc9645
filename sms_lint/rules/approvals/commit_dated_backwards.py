"""A commit says that it is older than the one before it.

The date of a commit is what the clock of the computer said, or what somebody told git to write. More than a day
backwards on the branch means that a clock was wrong, or that a date was made to look older. Here no commit counts as
older than the one before it; other programs may believe the date.

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
        "find out whose clock was wrong; do not rewrite the history, but let the owners of `trust.yml` "
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
        if at is None or branch.is_future(at):  # another rule reports this
            continue
        if latest is not None and latest - at > _LET_PASS:
            message = (
                f"commit {commit[:9]} is dated {at.date()}, but an earlier one on the branch is dated "
                f"{latest.date()}"
            )
            yield RULE.finding(whole(sms.trust or sms.settings.file), message, node=commit)
            latest = at
        latest = max(latest or at, at)
