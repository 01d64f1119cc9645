"""A document says that it was in force before anybody had approved it.

A stated first day long before the approval rewrites the past: what people did in between seems to follow a text that
nobody had approved. The trust settings say how many days a signature may come late. What took effect before approvals
were kept here at all, and was taken over then, is left alone.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0, in force from 2026-01-10  # <- approval-back-dated
2026-03-02 P-0001 signs as author
2026-03-02 P-0002 approves
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0, in force from 2026-01-10
2026-01-12 P-0001 signs as author
2026-01-12 P-0002 approves
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
    clauses=("20000-1:7.5.3.2",),
    help="state the day on which the approval was complete, in a new version, or explain the gap to the auditor",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the stated first day of each approved text with the day on which its approval was complete."""
    for status in approval_statuses(sms):
        now = status.now
        trust = status.approvals.chain.before(now.position) if now and now.position is not None else None
        if now is None or now.declared is None or now.taken_over or trust is None:
            continue
        # Without the level that a timestamp gives, a later anchor says nothing of when the approval was made.
        shown = status.approvals.proven(now) if now.level > 2 else status.approvals.stated(now)
        if shown is not None and shown > trust.grace.after(now.declared):
            message = (
                f"{status.name} states that it is in force from {now.declared}, but its approval is from {shown}: "
                f"{(shown - now.declared).days} days later, where {trust.grace} are allowed"
            )
            yield RULE.about(status.document, "effective", message)
