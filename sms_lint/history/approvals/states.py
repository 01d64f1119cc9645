"""What a text is: proposed, approved, in force, void. Worked out from the history each time, and never stored."""

from datetime import date
from enum import Enum

from sms_lint.history.approvals.about import is_about
from sms_lint.history.approvals.in_force import in_force
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.history.branch import TextVersion
from sms_lint.history.record_changes.what_may_change import number as version_number


class TextState(Enum):
    """How far a text has come; the value is how people call it."""

    DRAFT = "draft"
    AWAITING = "proposed, awaiting approval"
    UNAPPROVED = "not approved"
    UNDECIDED = "cannot tell whether it is approved"
    VOID = "void"
    WITHDRAWN = "approval withdrawn"
    APPROVED = "approved"
    IN_FORCE = "in force"
    REPLACED = "replaced"
    RETIRED = "retired"


def text_state(approvals: Approvals, judged: TextApproval, day: date, needed: int = 0) -> TextState:
    """The state of a text on a day, where the approval of such a text has to reach a level (`needed`, 0 to 4)."""
    if judged.withdrawn:
        return TextState.WITHDRAWN
    if judged.text.lifecycle == "draft":
        return TextState.DRAFT
    if is_awaiting(approvals, judged, needed):
        return TextState.AWAITING
    if not judged.approved:
        return _unapproved(approvals, judged)
    if judged.text.lifecycle == "retired":
        return TextState.RETIRED
    proven = in_force(approvals, judged.text.id, day).proven
    if proven is not None and proven.text.content == judged.signed_text.content:
        return TextState.IN_FORCE
    later = proven is not None and proven.text.position > judged.signed_text.position
    return TextState.REPLACED if later else TextState.APPROVED


def _unapproved(approvals: Approvals, judged: TextApproval) -> TextState:
    if is_put_back(approvals, judged) or signed_otherwise(approvals, judged):
        return TextState.VOID
    return TextState.UNDECIDED if judged.unknown else TextState.UNAPPROVED


def is_awaiting(approvals: Approvals, judged: TextApproval, needed: int) -> bool:
    """Whether a text is only proposed, and lacks nothing but an approval, or a part of it, that may still come.

    It never is once it is on the branch. An edit of a text that was signed does not await anything: it has to be a new
    version, higher than every other one that was in use.
    """
    text = judged.text
    if not is_proposed(approvals, judged) or judged.withdrawn or text.lifecycle == "draft":
        return False
    if judged.approved and judged.level >= needed:
        return False
    every = approvals.texts.get(text.id, ())
    earlier = (other for other in every if not is_proposed(approvals, other))
    before = [other.text for other in earlier if other.text.lifecycle != "draft"]
    return (
        all(_is_higher(text, other) for other in before)
        and not is_put_back(approvals, judged)
        and not signed_otherwise(approvals, judged)
    )


def lacks_confirmation(judged: TextApproval, needed: int) -> bool:
    """Whether the control data of a text changed since it was approved, and its owner has not confirmed them.

    The owner's word has to be proven as well as an approval: from E2 on by a key of their own.
    """
    return judged.approved_as is not None and bool(needed) and judged.confirmed < min(needed, 2)


def is_proposed(approvals: Approvals, judged: TextApproval) -> bool:
    """Whether a text is not on the branch yet: it is part of the proposal that is judged, or not even committed."""
    start = approvals.branch.proposed_from
    return judged.text.position >= (len(approvals.branch.line) if start is None else start)


def _is_higher(text: TextVersion, other: TextVersion) -> bool:
    return version_number(text.version) > version_number(other.version)


def is_put_back(approvals: Approvals, judged: TextApproval) -> bool:
    """Whether a text was approved once, and another one came after it."""
    every = approvals.texts.get(judged.text.id, ())
    return not judged.approved and any(
        approval.approved and approval.text.says_as(judged.text) for approval in every
    )


def signed_otherwise(approvals: Approvals, judged: TextApproval) -> tuple[SignedStatement, ...]:
    """Statements about this version, as it was with other bytes or pictures; none where the text itself is approved."""
    text = judged.text
    every = [approval.text for approval in approvals.texts.get(text.id, ())]
    return tuple(
        signed
        for signed in (() if judged.approved else approvals.signed)
        if signed.statement.id == text.id
        and signed.statement.version == text.version
        and not is_about(signed, text, every)
    )
