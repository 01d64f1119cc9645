"""An approval names a person who does not stand in the trust settings.

A review that the forge recorded carries a person's id. Where the trust settings do not know that person, nobody
can say which roles they hold, or whether they wrote the text themselves.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-01-09 ci records the review of P-0009  # <- approver-unknown
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-01-09 ci records the review of P-0003
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
    help="enter the person in `trust.yml` with the roles they hold, and have it approved again",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report statements that were refused because nobody knows the person."""
    found = refused_statements(sms, "person")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
