"""Statements of level E1: reviews that a forge recorded, for each document that the merged change brought."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.making import last_approved, statement_of
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.model.statement import Statement
from sms_lint.model.trust import Robot, Trust, TrustedPerson
from sms_lint.outside.forge.merged import Approved, Merged
from sms_lint.outside.ssh_signature import Key


class Unused(NamedTuple):
    """A review that leads to no statement, and why."""

    account: str
    why: str


# Git's ids of the files of a commit, by their paths; None where the commit is not available.
FilesOf = Callable[[str], Mapping[str, str] | None]


def captured(
    approvals: Approvals, merged: Merged, files_of: FilesOf, key: Key, now: datetime
) -> tuple[tuple[Statement, ...], tuple[Unused, ...]]:
    """The statements that a robot may make of a merged change, and why other reviews make none.

    A review is of the text that was there when it was made. Where the merge brought another one, nobody reviewed it.
    Raises SmsError where the key is no robot's, or the change is not part of the branch.
    """
    trust = approvals.chain.current
    who = trust.by_key(key) if trust else None
    if trust is None or not isinstance(who, Robot) or not who.signs_with(key, now.date()):
        raise SmsError(f"the key {key.fingerprint} does not belong to a robot in trust.yml that counts today")
    position = _position(approvals, merged)
    brought = [
        versions[-1] for versions in approvals.texts.values() if versions[-1].text.position == position
    ]
    statements: list[Statement] = []
    unused = [Unused(refused.account, refused.why) for refused in merged.refused]
    wrote = _contributors(merged, trust)
    for review in merged.approved:
        person = trust.by_account(merged.forge, review.account)
        if not isinstance(person, TrustedPerson):
            unused.append(Unused(review.account, "trust.yml names no person with this account"))
        elif person.who in wrote:
            unused.append(Unused(review.account, f"{person.who} contributed to the change"))
        else:
            place = f"{merged.forge} {merged.address}, {review.account}"
            made = [
                (statement, judged.text.path)
                for judged in brought
                for statement in _of(approvals, judged, person, review.at, place)
            ]
            seen, unseen = _reviewed(made, review, files_of(review.commit))
            statements += seen
            unused += unseen
            if not made:
                said = f"{person.who} approves none of the documents that it changed"
                unused.append(Unused(review.account, said))
    return tuple(statements), tuple(unused)


def _reviewed(
    made: Iterable[tuple[Statement, str]], review: Approved, files: Mapping[str, str] | None
) -> tuple[list[Statement], list[Unused]]:
    """The statements on texts that are as they were when they were reviewed, and why the others are not made.

    `made` are statements with the path of their text, `files` git's ids of what was reviewed, None where not known.
    """
    seen: list[Statement] = []
    unseen: list[Unused] = []
    for statement, path in made:
        if files is not None and files.get(path) == statement.blob:
            seen.append(statement)
        else:
            unseen.append(Unused(review.account, _unseen(statement, review.commit, files)))
    return seen, unseen


def _unseen(statement: Statement, commit: str, files: Mapping[str, str] | None) -> str:
    if files is None:
        return (
            f"it is not clear what {statement.person} reviewed of {statement.id}: commit {commit[:9]} is not in this "
            "repository; fetch the commits of the change (`git fetch origin refs/pull/NUMBER/head`, on GitLab "
            "`refs/merge-requests/NUMBER/head`), and capture again"
        )
    return (
        f"the text of {statement.id} that was merged is not the one that {statement.person} reviewed (commit "
        f"{commit[:9]}); have the merged text approved"
    )


def _position(approvals: Approvals, merged: Merged) -> int:
    """The step of the branch that brought the change."""
    entered = approvals.branch.entered
    for commit in (merged.merge, merged.head):
        if commit in entered:
            return entered[commit]
    raise SmsError(
        f"change {merged.number} is not part of the branch that is checked out: fetch it, and try again"
    )


def _contributors(merged: Merged, trust: Trust) -> frozenset[str]:
    found = [trust.by_account(merged.forge, contributor) for contributor in merged.contributors]
    found += [trust.by_email(email) for email in merged.unknown]
    return frozenset(contributor.who for contributor in found if contributor is not None)


def _of(
    approvals: Approvals, judged: TextApproval, person: TrustedPerson, at: datetime, place: str
) -> Iterator[Statement]:
    """The statement about one document, where the person holds a role that approves it."""
    text, deciding = judged.text, judged.deciding
    roles = approvals.chain.adopted[-1].trust.approving_roles(deciding.kind, deciding.approver)
    role = next((approving_role for approving_role in roles if person.holds(approving_role, at.date())), None)
    if role is not None:
        last = last_approved(approvals, judged)
        yield statement_of(approvals, text, "review", person.who, role, last, at, place)
