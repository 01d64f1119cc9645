"""A commit as seen from one of its parents."""

from collections.abc import Mapping
from typing import NamedTuple

from sms_lint.history.record_changes.blobs import EntryVersion
from sms_lint.history.record_changes.commit_case import CommitCase
from sms_lint.history.record_changes.comparing import Sides, UnreadFile, verdict
from sms_lint.history.record_changes.what_may_change import Verdict
from sms_lint.model.node import Node
from sms_lint.outside.git import Commit


class ParentOf(NamedTuple):
    """Which commit, and from which parent; `position` is the step of the branch that it is or builds on.

    `on_line` says that the commit is that step, `is_step` also that the parent is the step before it.
    """

    position: int
    commit: str
    side: int
    on_line: bool

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the branch, seen from the step before it."""
        return self.on_line and self.side == 0


class ParentView(NamedTuple):
    """Everything that is needed to judge one commit against one parent."""

    view: ParentOf
    commit: Commit
    sides: Sides
    kinds: Mapping[str, type[Node]]
    found: CommitCase

    def verdict(self, before: EntryVersion, after: EntryVersion | None) -> Verdict | UnreadFile | None:
        """What is wrong with the step of one entry."""
        return verdict(self.kinds, self.sides, before, after)

    def note(
        self,
        before: EntryVersion,
        after: EntryVersion | None,
        said: Verdict | UnreadFile | None,
        *,
        overridden: bool = False,
    ) -> bool:
        """Note a verdict, if there is one; whether there was one."""
        if isinstance(said, UnreadFile):
            self.found.unread(self.commit.id, said)
        elif said is not None:
            step = (before, after, said)
            self.found.add(self.commit, self.view.side, self.view.is_step, step, overridden=overridden)
        return said is not None
