"""How much of the branch no anchor holds yet."""

from typing import NamedTuple

from sms_lint.history.anchors.chain import Entries, only_anchors
from sms_lint.outside.git import Past


class Gap(NamedTuple):
    """How many steps of the branch came after the last anchor, and the most between two anchors or after the last.

    Steps that brought nothing but anchors do not count. Without an anchor every step is after the last.
    """

    since: int
    largest: int


def gap_of(entries: Entries, past: Past) -> Gap:
    """The gaps between the anchors of a branch."""
    anchored = {one.head for one in entries.entries}
    steps, largest, begun = 0, 0, False
    for commit in past.line():
        if commit in anchored:
            largest = max(largest, steps) if begun else 0
            begun, steps = True, 0
        elif not only_anchors(past, commit):
            steps += 1
    return Gap(steps, max(largest, steps))
