"""An approval is signed by a program.

A program may commit, and it may attest what a person said at the forge. It cannot judge whether a document is
suitable and adequate, and what it signs as an approval is nobody's decision.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of ci  # <- approval-by-robot
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
from sms_lint.system.approval_status.documents import refused_statements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="have a person approve it, and find out why the program did",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report statements that were refused because a robot signed them."""
    found = refused_statements(sms, "robot")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
