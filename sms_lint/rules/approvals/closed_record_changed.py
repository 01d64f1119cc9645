"""A record was changed after it had been closed.

What is closed is evidence of what happened. An auditor relies on it because it stays as it was on the day it was
closed. A correction is a new record that names the old one in `supersedes`, so that both can be read.

Bad:

```text history
2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
2026-05-04 P-0004 rewrites the complaint CMP-2026-0001  # <- closed-record-changed
```

Good:

```text history
2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
2026-02-05 P-0004 rewrites the complaint CMP-2026-0001
2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
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
    help="put the record back as it was, and add a new one that names it in `supersedes`",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through what the history altered, and what lies on the disk."""
    for one in altered(sms, "changed", "renamed", "re-typed", "link-or-mode"):
        yield RULE.finding(one.at, one.message, node=one.id)
