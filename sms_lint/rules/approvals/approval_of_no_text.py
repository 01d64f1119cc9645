"""There is an approval for a text that the document never had.

It may be left over from a draft that was changed before it came to the branch, or it is for a different document.
Anybody who looks into the folder would think that something was approved.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-01-09 P-0002 approves POL-INC, which there is not  # <- approval-of-no-text
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.history.approvals import Approvals
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.approval_status.files import kept_at
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="remove the file and its signature, or bring the signed text to the branch",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for statements whose text is nowhere in the history; those about one text are one finding."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete:
        return
    every = {status.document.id: status for status in approval_statuses(sms)}
    told = {(signed.path, signed.position) for status in every.values() for signed in status.edited}
    about: dict[tuple[str, str], list[SignedStatement]] = {}
    for signed in approvals.strays:
        id_ = signed.statement.id
        if (signed.path, signed.position) not in told and (id_ in every or _is_nothing(sms, approvals, id_)):
            about.setdefault((id_, signed.statement.sha256), []).append(signed)
    for (id_, _), (first, *more) in about.items():
        also = f" (and in {len(more)} more {'file' if len(more) == 1 else 'files'})" if more else ""
        yield RULE.finding(kept_at(first), f"{_what(sms, first, id_ in every)}{also}", node=id_)


def _is_nothing(sms: Sms, approvals: Approvals, id_: str) -> bool:
    """Whether there is no such document, and never was."""
    return not (id_ in approvals.texts or id_ in sms.ids or id_ in sms.unread or "*:*" in sms.unread)


def _what(sms: Sms, signed: SignedStatement, there: bool) -> str:
    statement = signed.statement
    if there:
        return f"{statement.person} signed a text as {statement.id} {statement.version} that the branch never held"
    hint = nearest(statement.id, list(sms.ids))
    return f"{statement.person} signed a text of `{statement.id}`, and there is no such document{hint}"
