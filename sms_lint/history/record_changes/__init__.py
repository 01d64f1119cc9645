"""How records may change in history: closed ones stay as they are, the others move along their states."""

from sms_lint.history.record_changes.blobs import PLAIN, HeldFile, Tree
from sms_lint.history.record_changes.changes import Breaches, OpenBreach
from sms_lint.history.record_changes.comparing import Breach
from sms_lint.history.record_changes.history import JudgedHistory, over_history
from sms_lint.history.record_changes.paths import under_trust
from sms_lint.history.record_changes.report import CommittedBreach, Ledger, UnreadableFile
from sms_lint.history.record_changes.two_trees import File, breaches_between, trees_compared
from sms_lint.history.record_changes.what_may_change import BreachKind

__all__ = [
    "PLAIN",
    "Breach",
    "BreachKind",
    "Breaches",
    "CommittedBreach",
    "File",
    "HeldFile",
    "JudgedHistory",
    "Ledger",
    "OpenBreach",
    "Tree",
    "UnreadableFile",
    "breaches_between",
    "over_history",
    "trees_compared",
    "under_trust",
]
