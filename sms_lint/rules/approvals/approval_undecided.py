"""It is not clear whether a document is approved.

Signatures from before the first trust settings cannot be judged: whose key counted, and who held which role, was not
written down yet. Such a text does not count as approved.

Bad:

```text history
(There is no trust.yml yet.)
2026-01-05 P-0001 writes version 1.0  # <- approval-undecided
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-01-20 P-0001 brings trust.yml
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
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="have it signed again, now that there are trust settings",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for texts that are not known to be approved, and statements on them that cannot be judged."""
    for status in approval_statuses(sms):
        if status.undecided is not None:
            message = (
                f"nobody can tell whether {status.name} is approved, nor whether "
                f"`{status.undecided.signed.path}` counts: {status.undecided.why}"
            )
            yield RULE.about(status.document, "version", message)
