"""Everything that the history proves or disproves, as checks that pass, fail, or cannot be decided."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.history.anchors import AnchorJudgement
from sms_lint.history.approvals import Approvals, each_in_force
from sms_lint.history.approvals.states import lacks_confirmation
from sms_lint.history.branch import Branch
from sms_lint.history.record_changes import Ledger
from sms_lint.model.settings import OTHER_KINDS, SETTINGS_FILE
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.approval_status import approvals_of, level_in, needed_level
from sms_lint.system.approval_status.readers import approval_of
from sms_lint.system.sms import Sms

Outcome = Literal["pass", "fail", "cannot tell", "set aside", "taken on trust"]


class HistoryCheck(NamedTuple):
    """What was looked at, what came of it, and why, in a sentence.

    "set aside" is what is kept and does not count, "taken on trust" what no repository can prove. `detail` is for
    whoever has the repository at hand: who did it, how to settle it.
    """

    what: str
    outcome: Outcome
    why: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Both in one sentence, for a page."""
        return f"{self.what[0].upper()}{self.what[1:]}: {self.why}."


def unverified(sms: Sms) -> tuple[HistoryCheck, ...]:
    """What could not be verified, and why: the one list for the command, the site and the pack."""
    return tuple(check for check in verification(sms) if check.outcome != "pass")


def verification(
    sms: Sms, root_digest: str = "", outside: tuple[AnchorJudgement, ...] | None = None
) -> Iterator[HistoryCheck]:
    """Verify the whole history of a system.

    `root_digest` is the SHA-256 of the first trust settings, received in another way than from this repository.
    `outside` is what a copy of the anchors says that somebody keeps outside.
    """
    approvals = approvals_of(sms)
    if approvals is None or sms.branch is None:
        yield HistoryCheck("history", "cannot tell", "this is not a git repository, or it has no commit yet")
        return
    yield from _history(sms.branch)
    yield from _trust(sms, approvals, root_digest)
    yield from _displaced(sms.branch)
    yield from _records(sms.breaches.report if sms.breaches else None)
    yield from _approvals(sms, approvals)
    yield from _statements(approvals)
    yield from _anchors(sms.branch, outside)
    yield from _taken_on_trust(sms, approvals)


def _history(branch: Branch) -> Iterator[HistoryCheck]:
    count = f"{len(branch.line):,} steps of the branch, {len(branch.commits.by_id):,} commits"
    if branch.commits.complete:
        yield HistoryCheck("history", "pass", f"all of it was read: {count}")
    else:
        yield HistoryCheck(
            "history", "cannot tell", "the clone is shallow; fetch the rest (`fetch-depth: 0`)"
        )
    for trick in branch.tricks:
        yield HistoryCheck("history", "fail", f"`{trick}` would make git show another one; it was ignored")
    for commit in branch.commits.by_id.values():
        yield from (HistoryCheck("commit", "fail", f"{commit.id[:9]}: {fault}") for fault in commit.faults)
        if commit.committed is not None and branch.is_future(commit.committed):
            why = f"{commit.id[:9]} is dated {commit.committed.date()}, which is in the future"
            yield HistoryCheck("commit", "fail", why)


def _trust(sms: Sms, approvals: Approvals, root_digest: str) -> Iterator[HistoryCheck]:
    chain = approvals.chain
    if not chain.adopted:
        yield HistoryCheck(
            "trust settings", "cannot tell", "no trust.yml is in force, so no signature counts"
        )
        return
    first = chain.adopted[0]
    if not root_digest:
        why = (
            f"the first version was taken as it is; compare its SHA-256, `{first.digest}`, with what the "
            "organization tells you in another way"
        )
        yield HistoryCheck("trust settings", "cannot tell", why, "with --root-trust")
    elif root_digest.casefold() == first.digest:
        yield HistoryCheck("trust settings", "pass", "the first version is the one that was named")
    else:
        yield HistoryCheck(
            "trust settings", "fail", f"the first version has the SHA-256 {first.digest}, not the one named"
        )
    for fault in chain.faults:
        yield HistoryCheck("trust settings", "fail", fault.message)
    version = chain.adopted[-1].trust.version
    if TRUST_FILE not in sms.paths:
        why = f"{TRUST_FILE} is gone, or is no plain file; its version {version} stays in force"
        yield HistoryCheck("trust settings", "fail", why)
    yield HistoryCheck("trust settings", "pass", f"version {version} is in force")


def _displaced(branch: Branch) -> Iterator[HistoryCheck]:
    for displaced in branch.displaced:
        yield HistoryCheck("trust settings", "fail", f"{displaced.sentence}; {displaced.way_out}")
    for text in branch.left_out:
        yield HistoryCheck("approvals", "fail", f"{text.sentence}; {text.way_out}")


def _records(report: Ledger | None) -> Iterator[HistoryCheck]:
    if report is None:
        yield HistoryCheck(
            "closed records", "cannot tell", "it is not stated yet from when on they are guarded (trust.yml)"
        )
        return
    for breach in report.altered:
        what = "closed records" if breach.on_branch or breach.overridden else "merged commits"
        restored = f"; corrected by {breach.restored[:9]}" if breach.restored else ""
        why = f"{breach.alteration.path}: {breach.sentence} (commit {breach.commit[:9]}{restored})"
        yield HistoryCheck(what, "fail", why, f"by {breach.committer.name} <{breach.committer.email}>")
    for lost in report.unreadable:
        if not lost.compared:
            yield HistoryCheck(
                "closed records", "cannot tell", f"{lost.path} of commit {lost.commit[:9]}: {lost.reason}"
            )
    if not report.altered:
        yield HistoryCheck("closed records", "pass", f"none was altered in {report.judged:,} commits")


def _approvals(sms: Sms, approvals: Approvals) -> Iterator[HistoryCheck]:
    lacking = 0
    for document in sms.documents:
        judged = approval_of(sms, document)
        needed = needed_level(sms, document.kind)
        if document.lifecycle != "active" or not needed or judged is None:
            continue
        level = judged.level if judged.approved else 0
        if level < needed:
            lacking += 1
            why = f"{document.id} {document.version} is E{level}, but E{needed} is required"
            yield HistoryCheck("approvals", "cannot tell" if judged.unknown else "fail", why)
        elif lacks_confirmation(judged, needed):
            lacking += 1
            why = f"{document.id} {document.version} states a review that its owner has not confirmed"
            yield HistoryCheck("approvals", "fail", why)
    if not lacking:
        count = f"{len(approvals.signed):,} statements checked"
        yield HistoryCheck("approvals", "pass", f"every document in force has the required level; {count}")


def _statements(approvals: Approvals) -> Iterator[HistoryCheck]:
    """The files that prove nothing, each with the reason. Whether something rests on them is said of the document."""
    for broken in approvals.broken:
        if broken.gone is None:
            outcome: Outcome = "cannot tell" if broken.unknown else "fail"
            yield HistoryCheck("statements", outcome, f"{broken.path} does not count: {broken.why}")
    for every in approvals.texts.values():
        for refusal in every[-1].refused:
            yield HistoryCheck(
                "statements", "set aside", f"{refusal.signed.path} does not count: {refusal.why}"
            )
    for stray in approvals.strays:
        why = f"{stray.path} does not count: no text of the document has these bytes"
        yield HistoryCheck("statements", "set aside", why)


def _taken_on_trust(sms: Sms, approvals: Approvals) -> Iterator[HistoryCheck]:
    """What this repository alone cannot prove, of this history and of any."""

    def trusted(what: str, why: str) -> HistoryCheck:
        return HistoryCheck(what, "taken on trust", why)

    for why in _lowered(sms, approvals.branch):
        yield trusted("approval levels", why)
    if not approvals.branch.timestamps:
        yield trusted(
            "days",
            "no timestamp of an authority confirms any day; the days are those that commits and signers state, and no "
            "step counts as older than the one before it",
        )
    current = approvals.chain.current
    if (
        taken := sum(approval.taken_over for every in approvals.texts.values() for approval in every)
    ) and current:
        why = f"took effect before approvals were kept here ({current.adopted}); that start is stated, not proven"
        yield trusted("texts taken over", f"{plural(taken, 'text')} {why}")
    if late := sum(
        in_force.declared is not in_force.proven and in_force.declared is not None
        for in_force in each_in_force(approvals, sms.today)
    ):
        why = "by what they say, but their approval cannot be shown to have been complete by then"
        yield trusted("texts in force", f"{plural(late, 'text')} in force on {sms.today} {why}")
    if reviews := sum(statement.statement.meaning == "review" for statement in approvals.signed):
        why = "rest on what the forge recorded and a robot attested, not on a signature of the person"
        yield trusted("reviews", f"{plural(reviews, 'approval')} of level E1 {why}")
    yield trusted("keys", "only the trust settings say that a key is in the hands of its person")
    yield trusted("records", "records carry no signatures; only the commit says who changed one")


def _lowered(sms: Sms, branch: Branch) -> Iterator[str]:
    """Each step since which the settings ask for less, where they still do: nobody signs for them.

    What a merged line asked for is compared with what the merge made of it.
    """
    for before, after in pairwise(branch.levels):
        if after.is_merged:
            continue
        for kind in sorted({*before.levels, *after.levels}):
            old, new, now = (
                level_in(asked, kind) for asked in (before.levels, after.levels, sms.config.approval)
            )
            if max(new, now) < old:
                of = "documents of other kinds" if kind == OTHER_KINDS else f"documents of kind {kind}"
                commit = branch.line[min(after.position, len(branch.line) - 1)]
                yield (
                    f"{SETTINGS_FILE} asked for E{old} of {of} until commit {commit[:9]}, and asks for E{now} now; "
                    "nobody signs for these settings"
                )


def _anchors(branch: Branch, outside: tuple[AnchorJudgement, ...] | None) -> Iterator[HistoryCheck]:
    if branch.anchors is None and not outside:
        yield HistoryCheck(
            "anchors",
            "cannot tell",
            "there are none, and no copy of the history kept elsewhere was compared, so nothing would show that the "
            "whole history was rewritten",
        )
        return
    judged = [*(branch.anchors.judged if branch.anchors else ()), *(outside or ())]
    for judgement in judged:
        if judgement.outcome != "pass":
            yield HistoryCheck("anchors", judgement.outcome, judgement.why)
    if all(judgement.outcome != "fail" for judgement in judged):
        held = len({judgement.number for judgement in judged if judgement.number})
        yield HistoryCheck("anchors", "pass", f"{held:,} anchors agree with the branch")
    if outside is None:
        why = (
            "no copy of the history kept elsewhere was compared; without one, a history that was completely rewritten, "
            "with all its keys, looks like this one"
        )
        yield HistoryCheck("anchors", "cannot tell", why, "with --outside")
