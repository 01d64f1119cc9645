"""An approval was made for something else than what it lies beside.

Each approval says for which repository, branch, version, first day and trust settings it is, and which text was
approved before. One that was made for another branch, or before another version came, has been taken from there
and put here. Nobody has approved this text at this place.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves for the branch trial  # <- approval-replayed
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves for the branch main
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
        "20000-1:7.5.3.2",
    ),
    help="have it approved here as it is now, with `sms-lint approve`",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report statements that were refused because they are for something else."""
    found = refused_statements(sms, "context", "previous", "trust", "version", "effective")
    return (RULE.finding(*one[:2], node=one.node, severity=one.severity) for one in found)
