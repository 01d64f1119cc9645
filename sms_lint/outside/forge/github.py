"""Reviews on GitHub.

The export is one JSON object: `pull_request` is what `gh api repos/OWNER/NAME/pulls/N` prints, `reviews` what
`gh api --paginate --slurp …/pulls/N/reviews` and `commits` what `…/pulls/N/commits` print, as flat lists.
`reviews_total` is how many reviews GitHub counts: `reviews { totalCount }` of its GraphQL.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.merged import (
    UPGRADE,
    Approved,
    ForgeProposal,
    Merged,
    MergeShape,
    Moment,
    RefusedApproval,
    Word,
    last_left_out,
    read_shape,
    same,
)

_CO_AUTHOR = re.compile(r"^co-authored-by:[^<\n]*<([^>\n]*)>", re.I | re.M)
# A comment neither gives nor takes an approval; the state of a draft is not public.
_SILENT = frozenset({"COMMENTED", "PENDING"})
# What GitHub calls an account of a person; others are robots, organisations, or stand for whoever was never asked.
_PERSON = "User"
# As many commits of a change as GitHub lists, however many pages are asked for.
_MOST_COMMITS = 250
# The committer of what somebody writes in the browser.
_FORGE_ITSELF = "web-flow"


class _User(MergeShape):
    login: Word
    id: int | None = None
    type: Word = _PERSON


class _Commit(MergeShape):
    sha: Word


class _Base(MergeShape):
    ref: Word


class _Request(MergeShape):
    number: int
    html_url: Word
    state: str
    merged: bool
    merged_at: Moment | None
    merge_commit_sha: Word | None
    user: _User | None
    head: _Commit
    base: _Base
    commits: int | None = None


class _Review(MergeShape):
    user: _User | None
    state: Word
    commit_id: Word | None
    submitted_at: Moment | None = None


class _Person(MergeShape):
    email: str


class _Inner(MergeShape):
    message: str
    author: _Person
    committer: _Person


class _Written(MergeShape):
    sha: Word
    author: _User | None
    committer: _User | None
    commit: _Inner


class _Export(MergeShape):
    pull_request: _Request
    reviews: tuple[_Review, ...]
    reviews_total: int | None = None
    commits: tuple[_Written, ...]


def read(raw: bytes) -> Merged:
    """The merged pull request that an export describes. Raises SmsError where it is none, or was not merged."""
    export = read_shape(raw, _Export, "GitHub")
    request = export.pull_request
    if not request.merged or request.merged_at is None:
        raise SmsError(f"pull request {request.number} was not merged, so no approval of it counts")
    return Merged(_proposal(export), request.merge_commit_sha or "", request.merged_at)


def read_open(raw: bytes) -> ForgeProposal:
    """The open pull request that an export describes. Raises SmsError where it is none, or is not open."""
    export = read_shape(raw, _Export, "GitHub")
    request = export.pull_request
    if request.merged or request.state != "open":
        raise SmsError(
            f"pull request {request.number} is not open any more, so its reviews are not judged here"
        )
    return _proposal(export)


def _proposal(export: _Export) -> ForgeProposal:
    request = export.pull_request
    wrote, unknown = _contributors(export)
    left_out = _left_out(export)
    approved: list[Approved] = []
    refused: list[RefusedApproval] = []
    for review in _decisive(export.reviews):
        why = _refusal(review, request, wrote) or left_out
        name = review.user.login if review.user else "a deleted account"
        if why:
            refused.append(RefusedApproval(name, why))
        elif review.user and review.submitted_at and review.commit_id:
            approved.append(Approved(name, review.submitted_at, review.commit_id))
    return ForgeProposal(
        "github", request.number, request.html_url, request.base.ref, request.head.sha,
        request.user.login if request.user else "", frozenset(written.sha for written in export.commits), wrote,
        unknown, tuple(approved), tuple(refused), _numbers(export),
    )  # fmt: skip


def _left_out(export: _Export) -> str:
    """Why somebody who wrote on the change, or refused it, may be missing; empty where all are there."""
    number, total = export.pull_request.commits, export.reviews_total
    named = {written.sha for written in export.commits}
    if number is None:
        return f"the export does not say how many commits the change has; {UPGRADE}"
    if number > _MOST_COMMITS:
        return (
            f"the change has {number} commits, of which GitHub lists {_MOST_COMMITS}, so nobody can say who wrote it; "
            "propose it in parts"
        )
    if number != len(named):
        return (
            f"the export names {len(named)} of the {number} commits of the change, so nobody can say who wrote it; "
            "export every page"
        )
    if total is None:
        return f"the export does not say how many reviews there are (`reviews_total`); {UPGRADE}"
    if total > len(export.reviews):
        return (
            f"the export holds {len(export.reviews)} of {total} reviews, so nobody can say what the others say; "
            "export every page"
        )
    return last_left_out(export.pull_request.head.sha, named)


def _contributors(export: _Export) -> tuple[frozenset[str], tuple[str, ...]]:
    """The accounts that wrote on it, and the addresses of authors that belong to no account."""
    accounts = [export.pull_request.user.login] if export.pull_request.user else []
    unknown: list[str] = []
    for written in export.commits:
        persons = [(written.author, written.commit.author)]
        if written.committer is None or written.committer.login != _FORGE_ITSELF:
            persons.append((written.committer, written.commit.committer))
        for user, person in persons:
            if user is not None:
                accounts.append(user.login)
            else:
                unknown.append(person.email)
        unknown += _CO_AUTHOR.findall(written.commit.message)
    return frozenset(accounts), tuple(dict.fromkeys(unknown))


def _numbers(export: _Export) -> dict[str, int]:
    """The number of each account in an export."""
    users = [export.pull_request.user, *(review.user for review in export.reviews)]
    users += [user for written in export.commits for user in (written.author, written.committer)]
    return {user.login.casefold(): user.id for user in users if user and user.id is not None}


def _decisive(reviews: tuple[_Review, ...]) -> Iterator[_Review]:
    """Of each account the last review that says yes or no, in whatever order they come."""
    last: dict[str, _Review] = {}
    for review in sorted(reviews, key=_when):
        if review.user is None:
            yield review
        elif review.state not in _SILENT:
            last[review.user.login.casefold()] = review
    yield from last.values()


def _when(review: _Review) -> datetime:
    """When it was made; one that nobody can date comes last, so that it hides behind no other."""
    return review.submitted_at or datetime.max.replace(tzinfo=UTC)


def _no_person(user: _User) -> str:
    """Why an account is not that of a person; empty where it is."""
    if user.type == "Bot" or user.login.endswith("[bot]"):
        return "a robot approved"
    return "" if user.type == _PERSON else f"its account is none of a person, but of the type `{user.type}`"


def _refusal(review: _Review, request: _Request, wrote: frozenset[str]) -> str:
    """Why a review is no approval that counts; empty where it is one."""
    if review.user is None:
        return "its account was deleted, so nobody can say whose review it was"
    if review.state != "APPROVED":
        return f"its last review says `{review.state.lower()}`"
    if why := _no_person(review.user):
        return why
    if any(same(review.user.login, account) for account in wrote):
        return "it contributed to the change"
    if review.commit_id != request.head.sha:
        return "it approved an earlier state of the change"
    if review.submitted_at is None:
        return "nobody can say when it approved"
    if request.merged_at and review.submitted_at > request.merged_at:
        return "it approved after the merge"
    return ""
