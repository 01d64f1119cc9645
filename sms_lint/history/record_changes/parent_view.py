"""A commit as seen from one of its parents."""

from collections.abc import Mapping
from typing import NamedTuple

from sms_lint.history.record_changes.blobs import Entry
from sms_lint.history.record_changes.commit_case import Found
from sms_lint.history.record_changes.comparing import Sides, Unread, verdict
from sms_lint.history.record_changes.what_may_change import Said
from sms_lint.model.node import Node
from sms_lint.outside.git import Commit


class View(NamedTuple):
    """Which commit, and from which parent; `position` is the step of the branch that it is or builds on."""

    position: int
    commit: str
    side: int
    is_step: bool


class Here(NamedTuple):
    """What is at hand where a commit is judged."""

    view: View
    commit: Commit
    sides: Sides
    kinds: Mapping[str, type[Node]]
    found: Found

    def verdict(self, before: Entry, after: Entry | None) -> Said | Unread | None:
        """What is wrong with the step of one entry."""
        return verdict(self.kinds, self.sides, before, after)

    def note(self, before: Entry, after: Entry | None, said: Said | Unread | None) -> bool:
        """Note what is wrong; whether anything is."""
        if isinstance(said, Unread):
            self.found.unread(self.commit.id, said)
        elif said is not None:
            self.found.add(self.commit, self.view.side, self.view.is_step, (before, after, said))
        return said is not None
