"""Somebody approved a document in a role that they do not hold, or that is not asked for.

The trust settings say which roles approve which kind of document, or the document itself names its approver; and
they say who holds each role, and since when. An approval by somebody else may be well meant: nobody gave them the
authority.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0004 approves as approver  # <- approver-without-role
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves as approver
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
    clauses=(
        "20000-1:7.5.2",
        "20000-1:5.3",
    ),
    help="have somebody approve it who holds the role, or give them the role in `trust.yml` first",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report statements that were refused because of the role they were signed in."""
    found = refused_statements(sms, "role")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
