"""Which text of a document was in force on a day: as it was declared, and as it can be proven."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.text_approval import TextApproval

StartProof = Literal["timestamp", "commits", "taken over"]


@dataclass(frozen=True)
class InForce:
    """The text of a document that was in force on a day, and how its start is known.

    `declared` is the approved text whose stated start had come; `proven` the one whose approval was finished by then,
    too. `since` is the day of the proven one's start: the later of both days; `how` is what that rests on: a
    timestamp, the dates of commits, or the statement of the organization for what it took over when approvals began.
    `on_main` is the text on the branch where that says something else.
    """

    id: str
    declared: TextApproval | None
    proven: TextApproval | None
    since: date | None
    how: StartProof | None
    on_main: TextApproval | None

    @property
    def shown(self) -> TextApproval | None:
        """The text that people go by: the proven one, else the one that says so; None where nothing is in force."""
        return self.proven or self.declared


def in_force(approvals: Approvals, id_: str, day: date, until: int | None = None) -> InForce:
    """The text of a document that was in force on a day. A text that is not approved never is.

    `until` is the last step of the branch that is looked at; what came after it is not known then.
    """
    declared = proven = None
    since: date | None = None
    how: StartProof | None = None
    every = approvals.texts.get(id_, ())
    known = [approval for approval in every if until is None or approval.text.position <= until]
    for approval in known:
        if not approval.approved or approval.declared is None or approval.text.lifecycle == "draft":
            continue
        if approval.approved_as is not None:  # what is in force is the text that was approved
            continue
        if approval.declared <= day:
            declared = approval
        start, by = _start(approvals, approval, approval.declared)
        if start is not None and start <= day:
            proven, since, how = approval, start, by
    latest = known[-1] if known else None
    same = latest is not None and declared is not None and latest.signed_text.content == declared.text.content
    other = None if same else latest
    if proven is not None and proven.text.lifecycle == "retired":  # the text that came last withdrew it
        proven = since = how = None
    return InForce(id_, _valid(declared), proven, since, how, other)


def _start(approvals: Approvals, approval: TextApproval, declared: date) -> tuple[date | None, StartProof]:
    """The first day on which it was declared to be in force and its approval was there, and how that is known."""
    known, how = approvals.known(approval), how_known(approvals, approval)
    return (declared if how == "taken over" else known and max(known, declared)), how


def how_known(approvals: Approvals, approval: TextApproval) -> StartProof:
    """How the day is known from which an approved text was in force."""
    if approval.taken_over:
        return "taken over"
    return "timestamp" if approvals.proven(approval) else "commits"


def _valid(approval: TextApproval | None) -> TextApproval | None:
    """The text itself; None where the latest text withdrew the document."""
    return None if approval is None or approval.text.lifecycle == "retired" else approval


def each_in_force(approvals: Approvals, day: date, until: int | None = None) -> Iterator[InForce]:
    """What was in force on a day of every document that the branch ever held, by its id."""
    return (in_force(approvals, id_, day, until) for id_ in sorted(approvals.texts))
