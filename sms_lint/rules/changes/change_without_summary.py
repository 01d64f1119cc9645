"""A text of a document was changed by a commit that does not say what changed.

The change history of a document is read long afterwards, by people who were not there. A line for each change says
what was changed and why. Without it only the difference is left, and nobody knows the reason.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0004 writes version 1.1 and says nothing  # <- change-without-summary
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0004 writes version 1.1
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.altered_records import altered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="say in the next commit what was changed, and write a first line for each commit from now on",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through what the history altered, and what lies on the disk."""
    for one in altered(sms, "no-summary"):
        yield RULE.finding(one.at, one.message, node=one.id)
