"""A record, or a document, went back to a state that it had left.

States lead forward: what was resolved, approved or retired is not undone in silence. Work that comes up again is a
new record that names the old one. So the way of each record can be followed from its first entry to its last.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0001 retires it
2026-05-04 P-0004 writes version 1.1  # <- record-state-moved-back
```

Good:

```text history
2026-01-05 P-0001 writes a draft 1.0
2026-01-12 P-0001 writes version 1.1
2026-02-02 P-0001 retires it
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
    clauses=("20000-1:7.5.3.2", "20000-1:7.5.3.1"),
    help="put the state back, and open a new record or document for what goes on",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through what the history altered, and what lies on the disk."""
    for one in altered(sms, "moved-back"):
        yield RULE.finding(one.at, one.message, node=one.id)
