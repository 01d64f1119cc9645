"""A commit is dated in the future.

The date of a commit is what the clock of the computer said, or what somebody told git to write. A date in the future
would make all later commits look as late. Here that date is ignored, and the steps after it keep their own dates; other
programs may believe it.

Bad:

```text history
2026-01-05 P-0001 commits other work
2099-01-01 P-0001 commits other work  # <- commit-dated-in-future
2026-01-10 P-0001 commits other work
```

Good:

```text history
2026-01-05 P-0001 commits other work
2026-01-10 P-0001 commits other work
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import whole
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help=(
        "before it is merged, set the clock and commit again (`git commit --amend --reset-author --date=now`); "
        "afterwards let the owners of `trust.yml` exempt that commit"
    ),
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at every commit that became part of the branch since the first trust settings."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or not approvals.chain.adopted:
        return
    branch, first = approvals.branch, approvals.chain.adopted[0].position
    for commit, position in branch.entered.items():
        at = branch.commits.by_id[commit].committed
        if at is not None and position >= first and branch.is_future(at):
            message = f"commit {commit[:9]} is dated {at.date()}, which is in the future; its date is ignored"
            yield RULE.finding(whole(sms.trust or sms.settings.file), message, node=commit)
