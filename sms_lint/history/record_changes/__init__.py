"""What history may not do to records: those that are closed stay as they are, the others move along their states."""

from sms_lint.history.record_changes.changes import Changes, Standing
from sms_lint.history.record_changes.comparing import Alteration
from sms_lint.history.record_changes.history import over_history
from sms_lint.history.record_changes.report import Altered, Report, Unreadable
from sms_lint.history.record_changes.two_trees import File, alterations
from sms_lint.history.record_changes.what_may_change import Fault

__all__ = [
    "Alteration",
    "Altered",
    "Changes",
    "Fault",
    "File",
    "Report",
    "Standing",
    "Unreadable",
    "alterations",
    "over_history",
]
