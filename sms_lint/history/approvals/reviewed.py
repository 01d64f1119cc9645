"""What the reviews that a forge recorded prove of a proposal's texts: statements of level E1, or why there is none."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.making import last_approved, statement_of
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.history.branch import TextVersion
from sms_lint.model.statement import Meaning, Statement
from sms_lint.model.trust import Agent, Robot, Trust, TrustedPerson
from sms_lint.outside.forge.merged import Approved, ForgeProposal, same


class Unused(NamedTuple):
    """A review that leads to no statement, and why."""

    account: str
    why: str


# Git's ids of the files of a commit, by their paths; None where the commit is not available.
FilesOf = Callable[[str], Mapping[str, str] | None]


@dataclass(frozen=True)
class ProposalReviews:
    """The reviews of an open proposal, and the files of each reviewed commit that is here."""

    proposal: ForgeProposal
    files: Mapping[str, Mapping[str, str]]


class _Said(NamedTuple):
    """Who said what of a text, in which role; `review` is what they, or somebody beside them, looked at."""

    meaning: Meaning
    person: TrustedPerson
    role: str
    review: Approved


def statements_of_reviews(
    approvals: Approvals,
    proposal: ForgeProposal,
    texts: Iterable[TextApproval],
    trust: Trust,
    files_of: FilesOf,
) -> tuple[tuple[Statement, ...], tuple[Unused, ...]]:
    """The statements on texts that follow from the reviews of a proposal, and why other reviews lead to none.

    A review is of the text that was there when it was made. `trust` says whose reviews count.
    """
    every = tuple(texts)
    statements: list[Statement] = []
    unused = [Unused(refused.account, refused.why) for refused in proposal.refused]
    if why := _elsewhere(proposal, trust):
        return (), (*unused, *(Unused(review.account, why) for review in proposal.approved))
    wrote = contributors_of(proposal, trust)
    for review in proposal.approved:
        person = _holder(proposal, trust, review.account)
        if not isinstance(person, TrustedPerson):
            unused.append(Unused(review.account, _nobody(proposal, trust, review.account)))
        elif person.who in wrote:
            unused.append(Unused(review.account, f"{person.who} contributed to the change"))
        else:
            said = [
                (judged, each) for judged in every for each in _said(judged, person, review, proposal, trust)
            ]
            seen, unseen = _seen(approvals, proposal, said, files_of(review.commit))
            statements += [statement for statement in seen if statement not in statements]
            unused += unseen
            if not said:
                why = f"{person.who} approves none of the documents that it changed"
                unused.append(Unused(review.account, why))
    return tuple(statements), tuple(unused)


def _holder(proposal: ForgeProposal, trust: Trust, account: str) -> TrustedPerson | Robot | Agent | None:
    """Whose account it is, by its number where the trust settings know that."""
    return trust.by_account(proposal.forge, account, proposal.number_of(account))


def _nobody(proposal: ForgeProposal, trust: Trust, account: str) -> str:
    """Why an account is no person's."""
    named = next((who for who in trust.known if same(who.account(proposal.forge) or "", account)), None)
    if named is None or named.account_number(proposal.forge) is None:
        return "trust.yml names no person with this account"
    number = proposal.number_of(account)
    said = "has no number in the export" if number is None else f"has the number {number}"
    return (
        f"this account {said}, and that of {named.who} has the number {named.account_number(proposal.forge)}: the name "
        "may have been taken by somebody else; ask them, then correct trust.yml"
    )


def _elsewhere(proposal: ForgeProposal, trust: Trust) -> str:
    """Why a proposal is none for the branch that approvals are for; empty where it is one.

    What is agreed to for a trial, or in somebody's copy, is agreed to for nothing else.
    """
    if proposal.target != trust.branch:
        return f"the change is for the branch `{proposal.target}`, and approvals are for `{trust.branch}`"
    wanted = _place(trust.repository)
    if wanted and _place(proposal.repository) != wanted:
        where = f"{trust.repository} (`repository` in trust.yml)"
        return f"the change is of {proposal.repository}, and approvals are for {where}"
    return ""


_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^@/]*@)?([^/:]+)(?::[0-9]+)?[:/]+(.+?)(?:\.git)?/*", re.I)


def _place(repository: str) -> tuple[str, str] | None:
    """Host and path of a repository, however its address is written; None where it is a name and no address."""
    matched = _ADDRESS.fullmatch(repository) if "://" in repository or "@" in repository else None
    return (matched[1].casefold(), matched[2].casefold()) if matched else None


def _said(
    judged: TextApproval, person: TrustedPerson, review: Approved, proposal: ForgeProposal, trust: Trust
) -> Iterator[_Said]:
    """What a review says of one text: that it is approved, or that its owner confirms what they state beside it."""
    if judged.approved_as is None:
        roles = trust.approving_roles(judged.deciding.kind, judged.deciding.approver)
        role = next((role for role in roles if person.holds(role, review.at.date())), None)
        if role is not None:
            yield _Said("review", person, role, review)
        return
    owner = judged.approved_as.owner
    if person.holds(owner, review.at.date()):
        yield _Said("confirmation", person, owner, review)
        return
    author = sole_author(proposal, trust)
    if author is not None and author.holds(owner, review.at.date()):
        yield _Said("confirmation", author, owner, review)


def _seen(
    approvals: Approvals,
    proposal: ForgeProposal,
    said: Iterable[tuple[TextApproval, _Said]],
    files: Mapping[str, str] | None,
) -> tuple[list[Statement], list[Unused]]:
    """The statements on texts that are as they were when they were reviewed, and why the others are not made.

    `files` are git's ids of what was reviewed, None where not known.
    """
    seen: list[Statement] = []
    unseen: list[Unused] = []
    for judged, (meaning, person, role, review) in said:
        text = judged.text
        if files is not None and _holds(files, text):
            place = f"{proposal.forge} {proposal.address}, {_account(proposal, person, review)}"
            last = last_approved(approvals, judged)
            seen.append(statement_of(approvals, text, meaning, person.who, role, last, review.at, place))
        else:
            unseen.append(Unused(review.account, _unseen(text.id, person.who, review.commit, files)))
    return seen, unseen


def _holds(files: Mapping[str, str], text: TextVersion) -> bool:
    """Whether some files are those of a text, with all that it shows."""
    same = all(files.get(file.path, "") == file.state for file in text.shown)
    return same and files.get(text.path) == text.blob


def _account(proposal: ForgeProposal, person: TrustedPerson, review: Approved) -> str:
    """Whose deed on the forge it was: the reviewer's, or that of the author whose proposal was reviewed."""
    if same(person.account(proposal.forge) or "", review.account):
        return review.account
    return f"{proposal.author}, reviewed by {review.account}"


def _unseen(id_: str, person: str, commit: str, files: Mapping[str, str] | None) -> str:
    if files is None:
        return (
            f"it is not clear what {person} reviewed of {id_}: commit {commit[:9]} is not in this repository; fetch "
            "the commits of the change (`git fetch origin refs/pull/NUMBER/head`, on GitLab "
            "`refs/merge-requests/NUMBER/head`), and try again"
        )
    which = f"the one that {person} reviewed (commit {commit[:9]})"
    return f"the text of {id_} is not {which}; have the present text approved"


def contributors_of(proposal: ForgeProposal, trust: Trust) -> frozenset[str]:
    """The persons and robots who wrote on a proposal, as far as the forge and the trust settings know them."""
    found = [_holder(proposal, trust, contributor) for contributor in proposal.contributors]
    found += [trust.by_email(email) for email in proposal.unknown]
    return frozenset(contributor.who for contributor in found if contributor is not None)


def sole_author(proposal: ForgeProposal, trust: Trust) -> TrustedPerson | None:
    """The person who opened a proposal, where everything in it is by nobody else; None where that cannot be told."""
    author = _holder(proposal, trust, proposal.author) if proposal.author else None
    parts = [_holder(proposal, trust, contributor) for contributor in proposal.contributors]
    parts += [trust.by_email(email) for email in proposal.unknown]
    if not isinstance(author, TrustedPerson):
        return None
    return author if all(part is author or isinstance(part, Robot) for part in parts) else None
