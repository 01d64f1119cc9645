"""A record was deleted after it had been closed.

Records are kept as long as their retention says, also those that nobody is proud of. A record that is gone from the
branch is still in the history; whoever finds it there asks why it was taken away.

Bad:

```text history
2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
2026-05-04 P-0004 deletes the complaint CMP-2026-0001  # <- closed-record-deleted
```

Good:

```text history
2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
2026-05-04 P-0004 moves the complaint CMP-2026-0001 to another file
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.altered_records import altered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="bring the record back from the history",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through what the history altered, and what lies on the disk."""
    for one in altered(sms, "deleted"):
        yield RULE.finding(one.at, one.message, node=one.id)
