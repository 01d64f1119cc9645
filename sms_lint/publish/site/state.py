"""States as signs: of documents, reviews, grades and findings."""

from datetime import date

from sms_lint.evidence import CriterionOutcome, Grade, JudgedObligation
from sms_lint.evidence.fulfilment import ObligationStanding
from sms_lint.ground.durations import Duration
from sms_lint.model.finding import Severity
from sms_lint.model.node import Document, Register
from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.html import Sign, badge, day
from sms_lint.system.sms import Sms

LIFECYCLES = {
    "active": Sign("●", "active", "good"),
    "draft": Sign("○", "draft", "open"),
    "retired": Sign("✕", "retired", "off"),
}
NOT_IN_FORCE = Sign("○", "nothing in force yet", "open")
WAITING = Sign("○", "not in force", "weak")
GRADES = {
    Grade.NONE: Sign("○", "none", "bad"),
    Grade.REFERENCED: Sign("◔", "referenced", "weak"),
    Grade.DOCUMENTED: Sign("◑", "documented", "half"),
    Grade.APPROVED: Sign("◕", "approved", "good"),
    Grade.EVIDENCED: Sign("●", "evidenced", "good"),
}
GRADE_MEANINGS = {
    Grade.NONE: "nothing here relates to the obligation",
    Grade.REFERENCED: "something mentions it without meeting it, such as a draft or records that serve it",
    Grade.DOCUMENTED: "an active document says that it meets it",
    Grade.APPROVED: "an active document says that it meets it, and its text was approved as the settings ask",
    Grade.EVIDENCED: "recent records show that it is done",
}
WAYS: dict[CriterionOutcome, Sign] = {
    "met": Sign("✓", "met", "good"),
    "filled in": Sign("✓", "filled in", "good"),
    "no case": Sign("○", "nothing to judge yet", "open"),
    "failing": Sign("✕", "failing", "bad"),
    "off": Sign("–", "switched off", "off"),
    "unchecked": Sign("–", "not checked", "off"),
    "old": Sign("▲", "too old", "weak"),
    "missing": Sign("✕", "missing", "bad"),
    "short": Sign("◑", "not fully met", "half"),
}
OBLIGATIONS: dict[ObligationStanding, Sign] = {
    "complete": Sign("✓", "complete", "good"),
    "partial": Sign("◑", "not fully met", "half"),
    "incomplete": Sign("✕", "incomplete", "bad"),
}
OBLIGATION_MEANINGS: dict[ObligationStanding, str] = {
    "complete": "everything that the catalogue asks to see is there, and no rule speaks against it",
    "partial": "somebody judged it as not fully met, and what is missing is to be done by a day",
    "incomplete": "something is missing, too old, failing, switched off or not checked",
}
STATED = Sign("✓", "complete as stated", "half")
MET = {True: Sign("✓", "met", "good"), False: Sign("✕", "missed", "bad")}
DONE = Sign("✓", "done", "good")
OPEN = Sign("○", "open", "open")
OVERDUE = Sign("✕", "overdue", "bad")
SOON = Sign("▲", "due soon", "weak")
LATER = Sign("○", "later", "off")
SEVERITY_SIGNS: dict[Severity, Sign] = {
    "error": Sign("✕", "error", "bad"),
    "warning": Sign("▲", "warning", "weak"),
    "note": Sign("ℹ", "note", "open"),  # noqa: RUF001 - the sign for information
}


NO_REVIEW = Sign("–", "no review", "off")
NOT_REVIEWED = Sign("○", "not reviewed yet", "open")


def standing_sign(obligation: JudgedObligation) -> Sign:
    """How far an obligation is met; what only filled-in fields and marked sections say is called stated."""
    return STATED if obligation.is_stated else OBLIGATIONS[obligation.standing]


def next_review(node: Document | Register, sms: Sms) -> Safe:
    """The day of the next review, and whether it is overdue, due soon, or later."""
    sign = review_sign(node, sms)
    due = node.review.next if sign is not NO_REVIEW else None
    return Safe(f"{day(due)} {badge(sign)}")


def review_sign(node: Document | Register, sms: Sms) -> Sign:
    """Whether the next review is overdue, due soon, or later; a draft and what was retired need none."""
    if isinstance(node, Document) and node.lifecycle != "active":
        return NO_REVIEW
    due = node.review.next
    if due is None:
        return NOT_REVIEWED
    return due_sign(due, sms.today, sms.config.review.due_soon, Sign("✓", "reviewed", "good"))


def due_sign(due: date, today: date, soon: Duration, ahead: Sign = LATER) -> Sign:
    """Whether a day has passed, comes soon, or is `ahead`."""
    if due < today:
        return OVERDUE
    return SOON if due <= soon.after(today) else ahead
