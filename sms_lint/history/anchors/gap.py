"""How much of the branch no anchor holds yet."""

from typing import NamedTuple

from sms_lint.history.anchors.chain import Entries, only_anchors
from sms_lint.outside.git import Commits


class AnchorGap(NamedTuple):
    """How many steps of the branch came after the last anchor, and the most between two anchors or after the last.

    Steps that brought nothing but anchors do not count. Without an anchor every step is after the last.
    """

    since: int
    largest: int


def gap_of(entries: Entries, commits: Commits) -> AnchorGap:
    """The gaps between the anchors of a branch."""
    anchored = {anchor.head for anchor in entries.entries}
    steps, largest, begun = 0, 0, False
    for commit in commits.line():
        if commit in anchored:
            largest = max(largest, steps) if begun else 0
            begun, steps = True, 0
        elif not only_anchors(commits, commit):
            steps += 1
    return AnchorGap(steps, max(largest, steps))
