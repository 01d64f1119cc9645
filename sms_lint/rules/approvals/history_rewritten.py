"""A commit that an anchor holds is no longer part of the branch: its history was rewritten.

An anchor names a commit, and every anchor names the one before. Where an anchored commit is gone, somebody has replaced
the history: earlier texts, approvals and records may not be the original ones.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0001 writes version 1.1
2026-02-03 ci anchors the branch
2026-02-04 P-0004 makes one commit of the last two, under anchor 1  # <- history-rewritten
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0001 writes version 1.1
2026-02-03 ci anchors the branch
2026-02-04 P-0001 writes version 1.2
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="find out who rewrote the branch, and restore the anchored commits from a copy",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for anchors whose commits are gone from the branch, or hold other files."""
    anchors = sms.branch.anchors if sms.branch else None
    for judgement in anchors.judged if anchors else ():
        if judgement.outcome == "fail" and judgement.aspect in ("history", "content"):
            yield RULE.finding(Location(SourceFile(judgement.path, ""), 0, 0), judgement.why)
