"""A file among the approvals is not a signed statement.

A statement has one exact form, its own place, and a signature beside it. Nobody can rely on a file that was edited,
moved or saved by another program, on a statement without a signature, or on a signature without a statement. Where this
program does not know the kind of key, it says that it cannot tell.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 alters the approval of P-0002  # <- approval-file-broken
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
from sms_lint.system.approval_status.files import file_at, subject_of, unreadable
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="restore the file as it was signed, with its signature beside it, or have it signed again",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was found while the statements were read."""
    for unreadable_statement in unreadable(sms):
        at, node = file_at(unreadable_statement.path), subject_of(unreadable_statement.path)
        if unreadable_statement.unknown:
            message = f"nobody can tell whether this file counts: {unreadable_statement.why}"
            yield RULE.finding(at, message, node=node, severity="warning")
        else:
            yield RULE.finding(at, f"this file approves nothing: {unreadable_statement.why}", node=node)
