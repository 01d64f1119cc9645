"""Somebody approved a document that they wrote on.

Approval is a second pair of eyes. Whoever is the author, the committer, a co-author or the signer of a change
since the version approved last reads their own words, and their approval does not count. Two accounts or two keys
do not make two persons of one.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0 together with P-0002
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves  # <- approval-by-contributor
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0 together with P-0002
2026-01-08 P-0001 signs as author
2026-01-09 P-0003 approves
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
    help="have it approved by somebody who did not write on it",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report approvals that were refused because of who gave them."""
    found = refused_statements(sms, "self-approved")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
