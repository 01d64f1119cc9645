"""An anchor was altered or deleted, or it does not fit the one before.

Anchors are a chain: each carries the digest of the one before. A chain with a broken link proves nothing about what
came before the break, and looks like an attempt to hide something. A token that does not belong to its anchor proves
nothing.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-03 ci anchors the branch
2026-02-04 P-0004 alters anchor 1  # <- anchor-broken
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-03 ci anchors the branch
2026-02-04 P-0001 writes version 1.1
2026-02-05 ci anchors the branch
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
    help="restore the anchors from the history, and find out who altered them",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for anchors that are faulty in themselves; each file is reported once."""
    anchors = sms.branch.anchors if sms.branch else None
    told = set()
    for judgement in anchors.judged if anchors else ():
        if (
            judgement.outcome == "fail"
            and judgement.aspect not in ("history", "content")
            and judgement.path not in told
        ):
            told.add(judgement.path)
            yield RULE.finding(Location(SourceFile(judgement.path, ""), 0, 0), judgement.why)
