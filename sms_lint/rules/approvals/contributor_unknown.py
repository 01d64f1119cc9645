"""It is not known who contributed to an approved document.

Whether the approver is a second person is clear only where the contributors are known. An address that belongs to
nobody in the trust settings may be a colleague's private one, or the approver's. Each address is reported once.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0 from the address me@home.invalid  # <- contributor-unknown
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Origin
from sms_lint.ground.text import places
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.approval_status.exemptions import exempted
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help=(
        "add the address to the person it belongs to in `trust.yml`, have a robot sign its commits, or make a version "
        "whose author is known; then have the document approved again"
    ),
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect the unknown addresses, and the documents whose approval does not count because of them."""
    about: dict[str, list[ApprovalStatus]] = {}
    for status in approval_statuses(sms):
        refused = [refusal for refusal in status.refused if refusal.ground == "contributor"]
        if status.now is None or status.reached or not refused:
            continue
        wrote = status.now.contributors
        for why in wrote.unknown.values():
            about.setdefault(why, []).append(status)
        if not wrote.doubt and status.now.text.commit:
            message = f"when {status.name} was approved, {refused[0].why}; by now that is known, so approve it again"
            yield RULE.about(status.document, "version", message)
        elif not wrote.unknown:
            message = f"the approval of {status.name} does not count: {refused[0].why}"
            yield RULE.about(status.document, "version", message)
    for why, documents in about.items():
        first, *more = sorted(documents, key=lambda status: (RULE.id, status.document.id) in exempted(sms))
        also = f" and {len(more)} more" if more else ""
        message = (
            f"it is not known who contributed to {first.name}{also}: {why}; it may be the approver, so the "
            "approval does not count"
        )
        known = Origin(sms.trust, places).at_key("people") if sms.trust else None
        related = (Related(known, "whose addresses are known"),) if known else ()
        yield RULE.about(first.document, "version", message, related=related)
