"""An approval is signed with a key that does not count for whoever it names.

Names are free text; a signature is worth what the key is worth. A key that stands in no trust settings, that has
ended, or that belongs to somebody else proves nothing. It may be a new key that nobody entered yet. It may be
somebody who wants to pass for the approver, so it is reported even where others have approved the text.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of P-0001  # <- approval-key-not-trusted
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of P-0002
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
        "20000-1:7.5.3.1",
    ),
    help="find out who signed; have it signed with a key that `trust.yml` gives to that person, or take the file out",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report statements that were refused because of their key."""
    found = refused_statements(sms, "key")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
