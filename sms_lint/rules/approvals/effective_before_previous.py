"""A document is to be in force from an earlier day than the version before it.

Each version replaces the one before. Where a later version starts earlier, nobody can tell what people had to follow in
between, and a new text could be passed off as the one that they followed. It is reported before anybody signs, because
a signature covers the day.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0, in force from 2026-02-10
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-01 P-0001 writes version 2.0, in force from 2026-02-05  # <- effective-before-previous
2026-02-02 P-0001 signs as author
2026-02-03 P-0002 approves
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0, in force from 2026-02-10
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-01 P-0001 writes version 2.0, in force from 2026-03-01
2026-02-02 P-0001 signs as author
2026-02-03 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.history.approvals import Approvals
from sms_lint.history.branch import TextVersion
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="state the first day of this version in `effective`: not before that of the version it replaces",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each document's first day with that of its version before."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete:
        return
    for document in sms.documents:
        before = _before(approvals, document.id, document.version)
        day = before.declared if before else None
        if (
            before
            and day
            and document.effective
            and document.effective < day
            and document.lifecycle == "active"
        ):
            message = (
                f"{document.id} {document.version} is to be in force from {document.effective}; version "
                f"{before.version}, which it replaces, is in force from {day}"
            )
            yield RULE.about(document, "effective", message)


def _before(approvals: Approvals, id_: str, version: str) -> TextVersion | None:
    """The last approved text of another version; where none is approved, the last one that said to be in force."""
    others = [judged for judged in approvals.texts.get(id_, ()) if judged.text.version != version]
    chosen = [judged for judged in others if judged.approved] or others
    active = [judged.text for judged in chosen if judged.text.lifecycle == "active"]
    return active[-1] if active else None
