"""The pack for the change board: what is to be decided, what is to be looked back on, and what lies ahead."""

from collections.abc import Callable
from datetime import timedelta

from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.changes import DAYS, changes_section, freezes_section
from sms_lint.measure.week.entries import Shown, entries_section
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.change import FAILED
from sms_lint.system.sms import Sms

# How far the board looks back, in days.
BACK = 28
_TO_DECIDE = Shown(
    "to-decide",
    "To be decided",
    "change",
    "changes that are requested and neither approved nor rejected",
    (
        "title", "category", "major_impact", "requested_at", "impact_services", "reason", "risk", "cost",
        "reversal_plan", "test_result", "planned_start", "planned_end",
    ),
)  # fmt: skip
_TO_REVIEW = Shown(
    "to-review",
    "Carried out and not reviewed",
    "change",
    "changes that are implemented and have no review yet",
    ("title", "category", "actual_end", "outcome", "caused_incidents"),
)
_FAILED = Shown(
    "failed",
    "Failed or rolled back",
    "change",
    f"changes that ended so in the {BACK} days before the day shown",
    ("title", "category", "actual_end", "outcome", "investigation", "caused_incidents"),
)
_EMERGENCIES = Shown(
    "emergencies",
    "Emergency changes",
    "change",
    f"emergency changes that were asked for in the {BACK} days before the day shown",
    ("title", "requested_at", "approvers", "status", "outcome", "raised_for"),
)


def board_sections(sms: Sms, days: int = DAYS) -> list[Section]:
    """The parts of the pack in the order in which a board goes through them."""
    chosen: tuple[tuple[Shown, Callable[[Entry], bool]], ...] = (
        (_TO_DECIDE, lambda entry: entry.text("status") == "requested"),
        (_TO_REVIEW, lambda entry: entry.text("status") == "implemented"),
        (_FAILED, lambda entry: entry.text("outcome") in FAILED and _is_recent(sms, entry, "actual_end")),
        (
            _EMERGENCIES,
            lambda entry: entry.text("category") == "emergency" and _is_recent(sms, entry, "requested_at"),
        ),
    )
    every = sms.entries("change")
    parts = [entries_section(sms, shown, filter(is_meant, every)) for shown, is_meant in chosen]
    return [parts[0], changes_section(sms, days), freezes_section(sms, days), *parts[1:]]


def _is_recent(sms: Sms, entry: Entry, field: str) -> bool:
    day = entry.day(field)
    return day is not None and sms.today - timedelta(BACK) <= day <= sms.today
