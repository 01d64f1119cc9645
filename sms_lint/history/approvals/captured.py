"""Statements of level E1: reviews that a forge recorded, for each document that the merged change brought."""

from collections.abc import Callable
from datetime import datetime

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.reviewed import FilesOf, Unused, statements_of_reviews
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.model.statement import Statement
from sms_lint.model.trust import Robot
from sms_lint.outside.forge.merged import Merged
from sms_lint.outside.ssh_signature import Key

# A commit and all that it builds on; nothing where the commit is not available.
AncestorsOf = Callable[[str], frozenset[str]]


def captured(
    approvals: Approvals,
    merged: Merged,
    files_of: FilesOf,
    ancestors_of: AncestorsOf,
    key: Key,
    now: datetime,
) -> tuple[tuple[Statement, ...], tuple[Unused, ...]]:
    """The statements that a robot may make of a merged change, and why other reviews make none.

    Where the merge brought another text than the one that was reviewed, nobody reviewed it. Whose reviews count is
    said by the trust settings from before the merge.
    Raises SmsError where the key is no robot's, or the change is not part of the branch.
    """
    current = approvals.chain.current
    who = current.by_key(key) if current else None
    if current is None or not isinstance(who, Robot) or not who.signs_with(key, now.date()):
        raise SmsError(f"the key {key.fingerprint} does not belong to a robot in trust.yml that counts today")
    end = _position(approvals, merged)
    trust = approvals.chain.before(end)
    if trust is None:
        raise SmsError(f"change {merged.proposal.number} was merged before there was a trust.yml")
    brought = _brought(approvals, merged, end, files_of, ancestors_of)
    return statements_of_reviews(approvals, merged.proposal, brought, trust, files_of)


def _position(approvals: Approvals, merged: Merged) -> int:
    """The step of the branch that brought the change."""
    entered = approvals.branch.entered
    for commit in (merged.merge, merged.proposal.head):
        if commit in entered:
            return entered[commit]
    raise SmsError(
        f"change {merged.proposal.number} is not part of the branch that is checked out: fetch it, and try again"
    )


def _brought(
    approvals: Approvals, merged: Merged, end: int, files_of: FilesOf, ancestors_of: AncestorsOf
) -> list[TextApproval]:
    """The newest text of each document that the change brought, in one step or, where it was rebased, in several.

    Where what was proposed is not here, nobody can tell these steps, and only the last one is looked at.
    """
    latest = (versions[-1] for versions in approvals.texts.values())
    start = _start(approvals, merged, end, ancestors_of)
    before, after = (
        files_of(approvals.branch.line[start]) if start >= 0 else {},
        files_of(merged.proposal.head),
    )
    if start == end or before is None or after is None:
        return [judged for judged in latest if judged.text.position == end]
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    return [
        judged
        for judged in latest
        if judged.text.position == end
        or (start < judged.text.position <= end and judged.text.path in changed)
    ]


def _start(approvals: Approvals, merged: Merged, end: int, ancestors_of: AncestorsOf) -> int:
    """The step that the change started from; -1 for the beginning of the branch, `end` where it cannot be told."""
    built_on = ancestors_of(merged.proposal.head)
    if not built_on:
        return end
    own = {merged.merge, merged.proposal.head, *merged.proposal.commits}
    steps = approvals.branch.line[: end + 1]
    return next((at for at in range(end, -1, -1) if steps[at] in built_on and steps[at] not in own), -1)
