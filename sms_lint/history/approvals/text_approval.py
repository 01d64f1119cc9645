"""What the statements about one text prove together, and why others do not count."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from sms_lint.history.approvals.contributors import Contributors
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.branch import TextVersion

# Why a statement does not count. Each is the concern of one rule.
RefusalReason = Literal[
    "self-approved", "role", "key", "person", "context", "previous", "trust", "version", "effective", "contributor",
    "author", "robot", "future",
]  # fmt: skip


class Refusal(NamedTuple):
    """Why a statement does not count for its text; `unknown` where that cannot be determined."""

    signed: SignedStatement
    ground: RefusalReason
    why: str
    unknown: bool = False


@dataclass(frozen=True)
class TextApproval:
    """A text of a document, and what its statements prove.

    `level` is 0 to 4 (E0 to E4); `approvers` and `authors` are the statements that count; `position` is the step at
    which the approval was complete, None where it is not. `decided_by` is the text whose kind and approver say who has
    to approve this one. `approved_as` is the text that was approved where this one differs from it in nothing but its
    control data: its approval is that of the other. `confirmations` are the statements of its owner on these days.
    """

    text: TextVersion
    level: int = 0
    approvers: tuple[SignedStatement, ...] = ()
    authors: tuple[SignedStatement, ...] = ()
    refused: tuple[Refusal, ...] = ()
    withdrawn: tuple[SignedStatement, ...] = ()
    position: int | None = None
    contributors: Contributors = field(default_factory=Contributors)
    taken_over: bool = False
    decided_by: TextVersion | None = None
    approved_as: TextVersion | None = None
    confirmations: tuple[SignedStatement, ...] = ()

    @property
    def signed_text(self) -> TextVersion:
        """The text whose bytes its approvers approved."""
        return self.approved_as or self.text

    @property
    def confirmed(self) -> int:
        """How well the owner's word on the control data is proven: 2 by their own key, 1 by the forge, 0 not at all."""
        return max((1 if by.statement.forge else 2 for by in self.confirmations), default=0)

    @property
    def deciding(self) -> TextVersion:
        """The text whose kind and approver say who has to approve this one: no text names its own judge."""
        return self.decided_by or self.text

    @property
    def approved(self) -> bool:
        """Whether it is approved at all."""
        return self.position is not None

    @property
    def unknown(self) -> bool:
        """Whether nobody can tell if it is approved."""
        return not self.approved and any(refusal.unknown for refusal in self.refused)

    @property
    def declared(self) -> date | None:
        """The day from which it says to be in force."""
        return self.text.declared


def carried(approved: TextApproval, judged: TextApproval) -> TextApproval:
    """The approval of a text, for another one that differs in its control data alone: nothing that it says is new."""
    if judged.text.content == approved.text.content:
        return judged
    whole = judged.approvers if judged.approved else ()  # who approved every byte approved these days, too
    new = (refusal for refusal in judged.refused if refusal not in approved.refused)
    return replace(
        approved,
        text=judged.text,
        approved_as=approved.text,
        confirmations=(*judged.confirmations, *whole),
        refused=(*approved.refused, *new),
    )
