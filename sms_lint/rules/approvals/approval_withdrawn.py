"""The approval of a document was withdrawn, but the document is still in use.

Withdrawing an approval means that nobody may work by this text any longer. As long as it is marked as active, people
will. The approval does not come back by itself: a new version needs an approval of its own.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0  # <- approval-withdrawn
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0002 withdraws the approval
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0002 withdraws the approval
2026-02-02 P-0001 retires it
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="retire the document, or write a new version and have it approved",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for present texts whose approval was withdrawn."""
    for status in approval_statuses(sms):
        if status.now is not None and status.now.withdrawn:
            by = status.now.withdrawn[0].statement
            message = (
                f"{by.person} withdrew the approval of {status.name} on {by.moment.date()}; {status.stands}"
            )
            yield RULE.about(status.document, "version", message)
