"""Everything that the history proves or disproves, as steps that each pass, fail, or cannot be told."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sms_lint.history.anchors import AnchorJudgement
from sms_lint.history.approvals import Approvals, TextApproval
from sms_lint.history.branch import Branch
from sms_lint.history.record_changes import CommittedBreach, Ledger
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.sms import Sms

Outcome = Literal["pass", "fail", "cannot tell"]


class HistoryCheck(NamedTuple):
    """What was looked at, what came of it, and why, in a sentence."""

    what: str
    outcome: Outcome
    why: str


def verification(
    sms: Sms, root_digest: str = "", outside: tuple[AnchorJudgement, ...] | None = None
) -> Iterator[HistoryCheck]:
    """Verify the whole history of a system.

    `root_digest` is the SHA-256 of the first trust settings, learned in another way than from this repository.
    `outside` is what a copy of the anchors says that somebody keeps outside.
    """
    approvals = approvals_of(sms)
    if approvals is None or sms.branch is None:
        yield HistoryCheck("history", "cannot tell", "this is not a git repository, or it has no commit yet")
        return
    yield from _history(sms.branch)
    yield from _trust(approvals, root_digest)
    yield from _records(sms.breaches.report if sms.breaches else None)
    yield from _approvals(sms, approvals)
    yield from _anchors(sms.branch, outside)


def _history(branch: Branch) -> Iterator[HistoryCheck]:
    count = f"{len(branch.line):,} steps of the branch, {len(branch.commits.by_id):,} commits"
    if branch.commits.complete:
        yield HistoryCheck("history", "pass", f"the whole of it was read: {count}")
    else:
        yield HistoryCheck(
            "history", "cannot tell", "the clone is shallow; fetch the rest (`fetch-depth: 0`)"
        )
    for trick in branch.tricks:
        yield HistoryCheck(
            "history", "fail", f"`{trick}` would make git show another one; it was not followed"
        )
    for commit in branch.commits.by_id.values():
        yield from (HistoryCheck("commit", "fail", f"{commit.id[:9]}: {fault}") for fault in commit.faults)


def _trust(approvals: Approvals, root_digest: str) -> Iterator[HistoryCheck]:
    chain = approvals.chain
    if not chain.adopted:
        yield HistoryCheck(
            "trust settings", "cannot tell", "there is no trust.yml that counts, so nobody's signature does"
        )
        return
    first = chain.adopted[0]
    if not root_digest:
        said = f"its first version was taken as it stands; compare its SHA-256 {first.digest} (--root-trust)"
        yield HistoryCheck("trust settings", "cannot tell", said)
    elif root_digest.casefold() == first.digest:
        yield HistoryCheck("trust settings", "pass", "the first version is the one that was named")
    else:
        yield HistoryCheck(
            "trust settings", "fail", f"the first version has the SHA-256 {first.digest}, not the one named"
        )
    for fault in chain.faults:
        yield HistoryCheck("trust settings", "fail", fault.message)
    yield HistoryCheck("trust settings", "pass", f"version {chain.adopted[-1].trust.version} is in force")


def _records(report: Ledger | None) -> Iterator[HistoryCheck]:
    if report is None:
        yield HistoryCheck(
            "closed records", "cannot tell", "nobody said yet from when on they are guarded (trust.yml)"
        )
        return
    for one in report.on_branch:
        yield HistoryCheck("closed records", "fail", _said(one))
    for beside in report.beside:
        yield HistoryCheck("merged commits", "fail", _said(beside))
    for lost in report.unreadable:
        if not lost.compared:
            yield HistoryCheck(
                "closed records", "cannot tell", f"{lost.path} of commit {lost.commit[:9]}: {lost.reason}"
            )
    if not report.altered:
        yield HistoryCheck("closed records", "pass", f"none was altered in {report.judged:,} commits")


def _said(one: CommittedBreach) -> str:
    by = f"commit {one.commit[:9]} by {one.committer.name} <{one.committer.email}>"
    restored = f"; put right by {one.restored[:9]}" if one.restored else ""
    return f"{one.alteration.path}: {one.alteration.message} ({by}{restored})"


def _approvals(sms: Sms, approvals: Approvals) -> Iterator[HistoryCheck]:
    lacking = 0
    for document in sms.documents:
        judged = approvals.latest(document.id)
        needed = needed_level(sms, document.kind)
        if document.lifecycle != "active" or not needed or judged is None:
            continue
        level = judged.level if judged.approved else 0
        if level < needed:
            lacking += 1
            why = f"{document.id} {document.version} is E{level}, and E{needed} is asked for"
            yield HistoryCheck(
                "approvals", "cannot tell" if judged.unknown else "fail", f"{why}{_because(judged)}"
            )
    for one in approvals.broken:
        if one.gone is None:
            yield HistoryCheck(
                "statements", "cannot tell" if one.unknown else "fail", f"{one.path}: {one.why}"
            )
    if not lacking:
        count = f"{len(approvals.signed):,} statements checked"
        yield HistoryCheck(
            "approvals", "pass", f"every document in force has the level that is asked for; {count}"
        )


def _because(judged: TextApproval) -> str:
    return "".join(f"; {one.signed.path}: {one.why}" for one in judged.refused)


def _anchors(branch: Branch, outside: tuple[AnchorJudgement, ...] | None) -> Iterator[HistoryCheck]:
    if branch.anchors is None and not outside:
        yield HistoryCheck(
            "anchors",
            "cannot tell",
            "there are none, so nothing shows a history that was rewritten as a whole",
        )
        return
    judged = [*(branch.anchors.judged if branch.anchors else ()), *(outside or ())]
    for one in judged:
        if one.outcome != "pass":
            yield HistoryCheck("anchors", one.outcome, one.why)
    if all(one.outcome != "fail" for one in judged):
        held = len({one.number for one in judged if one.number})
        yield HistoryCheck("anchors", "pass", f"{held:,} anchors agree with the branch")
    if outside is None:
        yield HistoryCheck("anchors", "cannot tell", "no copy held outside was compared (--outside)")
