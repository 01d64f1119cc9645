"""Approvals are asked for, and this copy of the repository does not hold the whole history.

A shallow or partial clone has only the newest commits, or lacks texts. Whether a document is approved, and whether a
closed record was altered, cannot be told from it. What cannot be told is never passed over in silence: else a check
that fetches too little would be green for ever.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-01-10 ci keeps only the newest commit (git clone --depth 1)  # <- history-incomplete
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="fetch the whole history: `git fetch --unshallow`, or in a workflow `fetch-depth: 0`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while git was read."""
    return map(RULE.from_problem, sms.found(RULE.id))
