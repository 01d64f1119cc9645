"""What a text still waits for: whose approval, whose signature, or its owner's word on its control data."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.sentences import alternatives, joined, plural
from sms_lint.history.approvals.reviewed import Unused, statements_of_reviews
from sms_lint.history.approvals.states import text_state
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.model.statement import Statement
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.approval_status.state_words import needing_words, state_words
from sms_lint.system.sms import Sms


class ReviewsSoFar(NamedTuple):
    """What the reviews of a proposal are going to state once it is merged, and why others will not count."""

    statements: tuple[Statement, ...] = ()
    unused: tuple[Unused, ...] = ()

    def of(self, id_: str) -> tuple[Statement, ...]:
        """The statements on one document."""
        return tuple(statement for statement in self.statements if statement.id == id_)


def reviews_so_far(sms: Sms) -> ReviewsSoFar:
    """The reviews that the forge recorded, held against what is proposed; nothing where it was not asked for them."""
    return sms.once(_reviews_so_far)


def _reviews_so_far(sms: Sms) -> ReviewsSoFar:
    approvals, reviews = approvals_of(sms), sms.reviews
    start = approvals.branch.proposed_from if approvals else None
    trust = approvals.chain.before(start) if approvals and start is not None else None
    if approvals is None or reviews is None or trust is None:
        return ReviewsSoFar()
    texts = [status.now for status in approval_statuses(sms) if status.now and is_waiting(status)]
    return ReviewsSoFar(*statements_of_reviews(approvals, reviews.proposal, texts, trust, reviews.files.get))


def is_waiting(status: ApprovalStatus) -> bool:
    """Whether a text of a proposal waits for something that may still come."""
    return status.awaited or (status.is_proposed and status.lacks_confirmation)


def awaited_words(status: ApprovalStatus) -> str:
    """What a document waits for, to follow “awaits”."""
    if status.lacks_confirmation and status.reached:
        return f"confirmation by its owner, `{status.now.signed_text.owner}`" if status.now else ""
    if status.now is None or not status.now.approved:
        return _approval_words(status)
    if status.now.level == 1:
        return "signatures of its author and its approver, each with a key of their own"
    return "a timestamp" if status.now.level == 2 else "a copy of the anchors elsewhere"


def _approval_words(status: ApprovalStatus) -> str:
    roles, number = approving(status)
    there = [by.statement.person for by in status.now.approvers] if status.now else []
    asked = f"approval by {alternatives(roles)}"
    if number > 1:
        asked += f" ({plural(number, 'person', 'persons')}; {joined(there) or 'nobody'} so far)"
    signed = (
        " and the signature of its author"
        if status.needed > 1 and not (status.now and status.now.authors)
        else ""
    )
    return f"{asked}{signed}"


def approving(status: ApprovalStatus) -> tuple[tuple[str, ...], int]:
    """The roles that approve the present text of a document, and how many persons have to."""
    trust = status.approvals.chain.current
    deciding = status.now.deciding if status.now else None
    kind = deciding.kind if deciding else status.document.kind
    approver = deciding.approver if deciding else str(status.document.approver)
    if trust is None:
        return (approver,), 1
    requirement = trust.requirement(kind)
    return trust.approving_roles(kind, approver), requirement.number if requirement else 1


class Waiting(NamedTuple):
    """A text on the branch, or proposed, that waits for something; `words` say what, to follow its name."""

    status: ApprovalStatus
    commit: str
    words: str


def waiting(sms: Sms) -> Iterator[Waiting]:
    """Every document in use whose text is not approved as well as it has to be, or not confirmed, and what it lacks."""
    for status in approval_statuses(sms):
        if status.now is not None and (not status.reached or status.lacks_confirmation):
            yield Waiting(status, status.now.text.commit, _lacking(sms, status, status.now))


def _lacking(sms: Sms, status: ApprovalStatus, now: TextApproval) -> str:
    state = text_state(status.approvals, now, sms.today, status.needed)
    unconfirmed = status.reached and status.lacks_confirmation
    needs = needing_words(state, unconfirmed=unconfirmed)
    return (
        f"{needs}{awaited_words(status)}" if needs else f"{state_words(state)}; needs {awaited_words(status)}"
    )
