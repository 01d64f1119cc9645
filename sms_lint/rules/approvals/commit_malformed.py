"""A commit does not have the form that git writes.

A second author, no date, or a character that hides the rest of the message: git itself writes no such commit, and its
own check refuses it. Different programs show it differently, so nobody can be sure who did what. Commits since the
first trust settings are reported, each once.

Bad:

```text history
2026-01-06 P-0001 makes a commit without a date  # <- commit-malformed
```

Good:

```text history
2026-01-06 P-0001 commits other work
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
        "find out which program wrote it; do not rewrite the history, but let the owners of `trust.yml` "
        "exempt that commit"
    ),
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what git's own check would refuse, of each commit that came since the first trust settings."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or not approvals.chain.adopted:
        return
    began, branch = approvals.chain.adopted[0].position, approvals.branch
    for commit in branch.commits.by_id.values():
        if commit.faults and branch.entered.get(commit.id, -1) >= began:
            message = (
                f"commit {commit.id[:9]} does not have the form that git writes: {'; '.join(commit.faults)}"
            )
            yield RULE.finding(whole(sms.trust or sms.settings.file), message, node=commit.id)
