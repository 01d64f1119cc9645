"""An approval that counted was deleted or replaced.

Approvals are records: they show for years which text was in force, and by whose decision. The history still holds the
file, so what it proved is not lost. But anybody who sees only the branch, or a copy of it, finds nothing. A text that
is approved again needs a new version, so that its files do not replace the old ones.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 deletes the approval of P-0002  # <- approval-file-removed
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 deletes the approval of P-0002
2026-02-03 P-0001 puts the approval of P-0002 back
```
"""

from collections.abc import Iterator

from sms_lint.history.approvals import Approvals
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.branch import TRUST_ID
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.model.statement import statement_bytes
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.files import kept_at, unreadable
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1", "20000-1:7.5.3.2"),
    help="restore the file and its signature from the history; give a text that is approved again a new version",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for statements that counted and are no longer there; those removed in one step are one finding."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete:
        return
    there = {statement.path for statement in approvals.signed if statement.gone is None}
    kept = {
        statement.raw for statement in approvals.branch.stored_statements if statement.gone is None
    }  # moved: wrong place
    told = {unreadable_statement.path.removesuffix(".sig") for unreadable_statement in unreadable(sms)}
    lost: dict[tuple[str, int | None], list[SignedStatement]] = {}
    for statement in approvals.signed:
        gone = statement.gone is not None and statement.path not in told
        if (
            gone
            and statement_bytes(statement.statement) not in kept
            and _is_kept(sms, statement.statement.id)
            and _counted(approvals, statement)
        ):
            lost.setdefault((statement.statement.id, statement.gone), []).append(statement)
    for (id_, step), (first, *more) in lost.items():
        what = "another one took its place" if first.path in there else "it was deleted"
        also = f" (and so were {len(more)} more)" if more else ""
        message = (
            f"{first.statement.person} signed {id_} {first.statement.version} here; "
            f"{what}{_step(approvals, step)}{also}"
        )
        yield RULE.finding(kept_at(first), message, node=id_)


def _step(approvals: Approvals, position: int | None) -> str:
    line = approvals.branch.line
    return f" in commit {line[position][:9]}" if position is not None and position < len(line) else ""


def _is_kept(sms: Sms, id_: str) -> bool:
    """Whether the approvals of something have to be kept: of what is in use, and of the trust settings."""
    node = sms.ids.get(id_)
    return id_ == TRUST_ID or (isinstance(node, Document) and node.lifecycle != "retired")


def _counted(approvals: Approvals, signed: SignedStatement) -> bool:
    if signed.statement.id == TRUST_ID:
        return any(adopted.digest == signed.statement.sha256 for adopted in approvals.chain.adopted)
    return any(
        signed in (*approval.approvers, *approval.authors, *approval.withdrawn)
        for approval in approvals.texts.get(signed.statement.id, ())
        if approval.approved or approval.withdrawn
    )
