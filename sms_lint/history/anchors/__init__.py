"""Anchors: a chain of entries, each of which holds a commit of the branch fast, so that a rewritten history shows."""

from sms_lint.history.anchors.chain import ChainFault, Entries, next_entry, only_anchors, read_entries
from sms_lint.history.anchors.entry import FOLDER, AnchorEntry, AnchorError, entry_bytes, read_entry
from sms_lint.history.anchors.gap import AnchorGap, gap_of
from sms_lint.history.anchors.judge import AnchorJudgement, AnchorOutcome, compared, judge
from sms_lint.history.anchors.kept import anchors_ever_added
from sms_lint.history.anchors.reading import certificates_at
from sms_lint.history.anchors.tokens import CheckToken, proofs, stamped
from sms_lint.history.anchors.trees import tree_digests
from sms_lint.history.anchors.witness import WitnessDifference, first_difference

__all__ = [
    "FOLDER",
    "AnchorEntry",
    "AnchorError",
    "AnchorGap",
    "AnchorJudgement",
    "AnchorOutcome",
    "ChainFault",
    "CheckToken",
    "Entries",
    "WitnessDifference",
    "anchors_ever_added",
    "certificates_at",
    "compared",
    "entry_bytes",
    "first_difference",
    "gap_of",
    "judge",
    "next_entry",
    "only_anchors",
    "proofs",
    "read_entries",
    "read_entry",
    "stamped",
    "tree_digests",
]
