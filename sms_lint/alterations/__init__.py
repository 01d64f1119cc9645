"""What history may not do to records: those that are closed stay as they are, the others move along their states."""

from sms_lint.alterations.between import File, alterations
from sms_lint.alterations.changes import Changes, Standing
from sms_lint.alterations.comparing import Alteration
from sms_lint.alterations.history import over_history
from sms_lint.alterations.judging import Fault
from sms_lint.alterations.report import Altered, Report, Unreadable

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
