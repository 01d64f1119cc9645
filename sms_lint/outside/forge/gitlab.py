"""Reviews on GitLab.

The export is one JSON object: `merge_request` is what `glab api projects/ID/merge_requests/N` prints, `approvals` and
`versions` what the addresses of these names below it print. `commits` are the pages of that address, each with the
number of its `page`, that of the `next` as GitLab says it in the header, and its `items`. An approval there names no
commit: it counts only if it was given after the last version was pushed.
"""

import re
from itertools import chain
from typing import Literal

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
_ROBOT = re.compile(r"(project|group)_\d+_bot(_[0-9a-f]+)?|ghost|.*\[bot\]", re.I)


class _User(MergeShape):
    username: Word
    id: int | None = None
    bot: bool = False


class _Request(MergeShape):
    iid: int
    web_url: Word
    state: str
    merged_at: Moment | None
    merge_commit_sha: Word | None = None
    squash_commit_sha: Word | None = None
    sha: Word
    target_branch: Word
    author: _User | None


class _Approval(MergeShape):
    user: _User | None
    approved_at: Moment | None = None


class _Approvals(MergeShape):
    approved_by: tuple[_Approval, ...]


class _Version(MergeShape):
    head_commit_sha: Word
    created_at: Moment


class _Written(MergeShape):
    id: Word
    author_email: str
    committer_email: str
    message: str


class _Page(MergeShape):
    page: int
    next: int | Literal[""]
    items: tuple[_Written, ...]


class _Export(MergeShape):
    merge_request: _Request
    approvals: _Approvals
    versions: tuple[_Version, ...]
    commits: tuple[_Page, ...] | tuple[_Written, ...]

    @property
    def written(self) -> tuple[_Written, ...]:
        """The commits of every page."""
        parts = (part.items if isinstance(part, _Page) else (part,) for part in self.commits)
        return tuple(chain.from_iterable(parts))


def read(raw: bytes) -> Merged:
    """The merged merge request that an export describes. Raises SmsError where it is none, or was not merged."""
    export = read_shape(raw, _Export, "GitLab")
    request = export.merge_request
    if request.state != "merged" or request.merged_at is None:
        raise SmsError(f"merge request {request.iid} was not merged, so no approval of it counts")
    merge = request.squash_commit_sha or request.merge_commit_sha or ""
    return Merged(_proposal(export), merge, request.merged_at)


def read_open(raw: bytes) -> ForgeProposal:
    """The open merge request that an export describes. Raises SmsError where it is none, or is not open."""
    export = read_shape(raw, _Export, "GitLab")
    request = export.merge_request
    if request.state != "opened":
        raise SmsError(
            f"merge request {request.iid} is not open any more, so its reviews are not judged here"
        )
    return _proposal(export)


def _proposal(export: _Export) -> ForgeProposal:
    request = export.merge_request
    newest = max(export.versions, key=lambda version: version.created_at, default=None)
    left_out = _left_out(export)
    approved: list[Approved] = []
    refused: list[RefusedApproval] = []
    for approval in export.approvals.approved_by:
        name = approval.user.username if approval.user else "a deleted account"
        why = _refusal(approval, request, newest) or left_out
        if why:
            refused.append(RefusedApproval(name, why))
        elif approval.approved_at:
            approved.append(Approved(name, approval.approved_at, request.sha))
    emails = [email for written in export.written for email in _emails(written)]
    author = request.author.username if request.author else ""
    return ForgeProposal(
        "gitlab", request.iid, request.web_url, request.target_branch, request.sha, author,
        frozenset(written.id for written in export.written), frozenset([author] if author else []),
        tuple(dict.fromkeys(emails)), tuple(approved), tuple(refused), _numbers(export),
    )  # fmt: skip


def _numbers(export: _Export) -> dict[str, int]:
    """The number of each account in an export."""
    users = [export.merge_request.author, *(approval.user for approval in export.approvals.approved_by)]
    return {user.username.casefold(): user.id for user in users if user and user.id is not None}


def _left_out(export: _Export) -> str:
    """Why somebody who wrote on the change may be missing; empty where every page is there, the last commit with them.

    GitLab counts the commits nowhere: that none is missing is told by each page leading to the next.
    """
    wanted: int | Literal[""] = 1
    for part in export.commits:
        if not isinstance(part, _Page):
            return f"the export does not say of which pages its commits are; {UPGRADE}"
        if part.page != wanted:
            break
        wanted = part.next
    if wanted != "":
        return (
            f"the export lacks page {wanted} of the commits of the change, so nobody can say who wrote it; export "
            "every page, and propose in parts what has more commits than the workflow asks for"
        )
    return last_left_out(export.merge_request.sha, {written.id for written in export.written})


def _emails(written: _Written) -> tuple[str, ...]:
    return (written.author_email, written.committer_email, *_CO_AUTHOR.findall(written.message))


def _refusal(approval: _Approval, request: _Request, newest: _Version | None) -> str:
    """Why an approval does not count; empty where it does."""
    if approval.user is None:
        return "its account was deleted, so nobody can say whose approval it was"
    if approval.user.bot or _ROBOT.fullmatch(approval.user.username):
        return "a robot approved"
    if request.author and same(approval.user.username, request.author.username):
        return "it contributed to the change"
    if approval.approved_at is None:
        return "nobody can say when it approved"
    if newest is None or newest.head_commit_sha != request.sha:
        return "the newest version in the export is not the one that was merged"
    if approval.approved_at < newest.created_at:
        return "it approved an earlier state of the change"
    if request.merged_at and approval.approved_at > request.merged_at:
        return "it approved after the merge"
    return ""
