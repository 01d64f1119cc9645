"""The documents that need an approval, how far each approval has come, and what keeps it from counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sms_lint.ground.source import Location
from sms_lint.history.approvals import in_force
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.approvals.states import (
    is_awaiting,
    is_proposed,
    is_put_back,
    lacks_confirmation,
    signed_otherwise,
)
from sms_lint.history.approvals.text_approval import Refusal, RefusalReason, TextApproval
from sms_lint.model.finding import Severity
from sms_lint.model.node import Document
from sms_lint.model.statement import FOLDER
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.files import kept_at, unreadable
from sms_lint.system.sms import Sms

# What somebody who wants to slip something in would try: it is said even where the text is approved without it.
_FORGED: frozenset[RefusalReason] = frozenset(("key", "person", "robot", "context", "trust"))
_NOUNS = {
    "approval": "the approval", "authorship": "the author's signature", "review": "the review",
    "withdrawal": "the withdrawal", "confirmation": "the confirmation",
}  # fmt: skip


@dataclass(frozen=True)
class ApprovalStatus:
    """A document in use, or to be retired, the level its approval has to reach, and the judgement of its text.

    `now` is None where its text is nowhere in what was read of git. `lost` are the files about this version in which
    no statement can be read: each is reported by itself.
    """

    document: Document
    needed: int
    approvals: Approvals
    now: TextApproval | None
    stands: str
    lost: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The document and its version, in a sentence; where that takes it out of use, that too."""
        return self.named("")

    def named(self, beside: str) -> str:
        """The same, with something in brackets behind the version."""
        version = f"{self.document.id} {self.document.version}{f' ({beside})' if beside else ''}"
        return f"{version}, which retires it," if self.document.lifecycle == "retired" else version

    @property
    def reached(self) -> bool:
        """Whether its text is approved as well as it has to be."""
        return self.now is not None and self.now.approved and self.now.level >= self.needed

    @cached_property
    def before(self) -> tuple[TextApproval, ...]:
        """The approved texts that came before, oldest first."""
        every = self.approvals.texts.get(self.document.id, ())
        content = self.now.text.content if self.now else ""
        return tuple(
            approval
            for approval in every
            if approval.approved and not approval.approved_as and approval.text.content != content
        )

    @cached_property
    def put_back(self) -> bool:
        """Whether its text was approved once, and another one came after it."""
        return self.now is not None and is_put_back(self.approvals, self.now)

    @cached_property
    def edited(self) -> tuple[SignedStatement, ...]:
        """Statements about this version, as it was with other bytes."""
        return signed_otherwise(self.approvals, self.now) if self.now else ()

    @cached_property
    def awaited(self) -> bool:
        """Whether it is only proposed, as a new version, and its approval may still come."""
        return self.now is not None and is_awaiting(self.approvals, self.now, self.needed)

    @property
    def lacks_confirmation(self) -> bool:
        """Whether its text is approved, and its owner has not confirmed what changed in its control data since."""
        return self.now is not None and lacks_confirmation(self.now, self.needed)

    @property
    def is_proposed(self) -> bool:
        """Whether its text is not on the branch yet."""
        return self.now is not None and is_proposed(self.approvals, self.now)

    @cached_property
    def refused(self) -> tuple[Refusal, ...]:
        """The statements on its text that are kept and do not count."""
        if self.now is None:
            return ()
        there = (refusal for refusal in self.now.refused if refusal.signed.gone is None)
        return tuple(refusal for refusal in there if not (self.put_back and refusal.ground == "previous"))

    @property
    def shown_otherwise(self) -> tuple[str, ...]:
        """The files that its text shows otherwise than the same bytes did when they were signed."""
        earlier = self.approvals.texts.get(self.document.id, ()) if self.now else ()
        same = [other.text for other in earlier if self.now and other.text.sha256 == self.now.text.sha256]
        return self.now.text.shown_otherwise(same[-2]) if self.now and len(same) > 1 else ()

    @property
    def signed_other_text(self) -> bool:
        """Whether another text was signed than the present one, and nothing else says why it does not count."""
        now = self.now
        if now is None or now.approved or now.withdrawn or self.awaited or self.reported_elsewhere:
            return False
        return bool(self.before or self.put_back or self.edited)

    @property
    def reported_elsewhere(self) -> bool:
        """Whether the reason why it is not approved is a fault of a statement, which is reported at that."""
        kinds = ("approval", "review")
        refused = any(refusal.signed.statement.meaning in kinds for refusal in self.refused)
        return refused or any(f".{kind}." in path for kind in kinds for path in self.lost)

    @property
    def level_told_elsewhere(self) -> bool:
        """Whether the reason why it is not approved as well as it has to be is reported at a statement."""
        said = bool(self.lost) or any(
            refusal.signed.statement.meaning != "withdrawal" for refusal in self.refused
        )
        return said and self.now is not None and self.now.level < 2

    @property
    def undecided(self) -> Refusal | None:
        """A statement of which nobody can tell whether it counts, where that matters."""
        if self.reached or self.now is None:
            return None
        # Who wrote on it is a concern of its own.
        unknown = (refusal for refusal in self.refused if refusal.unknown and refusal.ground != "contributor")
        decides = (
            refusal
            for refusal in unknown
            if self.now.approved or refusal.signed.statement.meaning != "authorship"
        )
        return next(decides, None)


def approval_statuses(sms: Sms) -> tuple[ApprovalStatus, ...]:
    """Every document whose text has to be approved: active ones, and those whose retirement ends an approved text.

    There is none where the history was not read, or not whole.
    """
    return sms.once(_approval_statuses)


def _approval_statuses(sms: Sms) -> tuple[ApprovalStatus, ...]:
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or approvals.chain.current is None:
        return ()
    lost = tuple(unreadable_statement.path for unreadable_statement in unreadable(sms))
    every = (
        ApprovalStatus(
            document,
            needed,
            approvals,
            text_now(approvals, document),
            _stands(sms, approvals, document.id),
            tuple(path for path in lost if path.startswith(f"{FOLDER}/{document.id}/{document.version}.")),
        )
        for document in sms.documents
        if document.lifecycle != "draft" and (needed := needed_level(sms, document.kind))
    )
    return tuple(status for status in every if status.document.lifecycle == "active" or status.before)


def text_now(approvals: Approvals, document: Document) -> TextApproval | None:
    """The judgement of a document's text: of its own file, where another one bears the same id."""
    every = approvals.texts.get(document.id, ())
    own = [approval for approval in every if approval.text.path == document.path]
    return own[-1] if own else every[-1] if every else None


def _stands(sms: Sms, approvals: Approvals, id_: str) -> str:
    """Which version is in force all the same, in a sentence."""
    force = in_force(approvals, id_, sms.today)
    text = force.shown
    if text is not None:
        where = f" (commit {text.text.commit[:9]})" if text.text.commit else ""
        return f"the approved text of version {text.text.version}{where} stays in force"
    return "no version of it is in force"


class RefusedStatement(NamedTuple):
    """Why a statement does not count, where it lies, what it is about, and how bad that is."""

    at: Location
    message: str
    node: str
    severity: Severity


def refused_statements(sms: Sms, *grounds: RefusalReason) -> Iterator[RefusedStatement]:
    """The statements on texts that stand now that do not count on one of some grounds, where that matters."""
    for status in approval_statuses(sms):
        told: set[str] = set()
        for refusal in status.refused:
            statement = refusal.signed.statement
            if refusal.ground not in grounds or refusal.unknown or refusal.signed.path in told:
                continue
            severity = _matters(status, refusal)
            if severity:
                told.add(refusal.signed.path)
                message = (
                    f"{_NOUNS[statement.meaning]} of {status.name} by {statement.person} does not count: "
                    f"{refusal.why}{_consequence(status)}"
                )
                yield RefusedStatement(kept_at(refusal.signed), message, status.document.id, severity)


def _matters(status: ApprovalStatus, refusal: Refusal) -> Severity | None:
    """How bad it is that a statement does not count; None where nobody relied on it."""
    meaning = refusal.signed.statement.meaning
    if meaning == "withdrawal":
        needed = status.now is not None and status.now.approved
    elif meaning == "confirmation" and status.now is not None and status.now.approved:
        needed = status.lacks_confirmation
    else:
        needed = not status.reached and not (status.now and status.now.withdrawn)
    if needed:
        return "error"
    return "warning" if refusal.ground in _FORGED else None


def _consequence(status: ApprovalStatus) -> str:
    if status.reached or status.now is None:
        return ""
    if status.now.approved:
        return f"; so it reaches E{status.now.level}, but E{status.needed} is required"
    return "" if status.now.withdrawn else f"; {status.stands}"
