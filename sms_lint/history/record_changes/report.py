"""The report on what history did to documents and records."""

from collections.abc import Container
from dataclasses import dataclass, replace

from sms_lint.history.record_changes.comparing import Breach
from sms_lint.outside.git import Identity


@dataclass(frozen=True)
class CommittedBreach:
    """An alteration, and the commit that made it, as seen from one of its parents.

    `on_branch` is False for commits beside the branch, and for merges as seen from what was merged. `overridden` says
    that it is such a merge, and a step of the branch: a record that was closed in what it merged did not become part
    of the branch as it was. `restored` is the step of the branch that put everything back as it was; empty where none
    did.
    """

    alteration: Breach
    commit: str
    parent: str
    committer: Identity
    on_branch: bool
    restored: str = ""
    overridden: bool = False

    @property
    def sentence(self) -> str:
        """What happened; of what a merge overrode, which side of it held the record."""
        said = self.alteration.message
        if not self.overridden:
            return said
        return f"{said}; the merge {self.commit[:9]} left out the state closed in {self.parent[:9]}, which it merged"


@dataclass(frozen=True)
class UnreadableFile:
    """A file that a commit made unreadable, so that nobody can tell what became of what it held.

    `compared` is the commit at which it could be read again and was compared with the last text before; empty where
    that never happened.
    """

    commit: str
    path: str
    reason: str
    compared: str = ""


@dataclass(frozen=True)
class Ledger:
    """All breaches of documents and records in a history.

    `judged` is the number of commits looked at. Where `complete` is False the clone is shallow: nobody can tell what
    came before.
    """

    altered: tuple[CommittedBreach, ...]
    unreadable: tuple[UnreadableFile, ...]
    judged: int
    complete: bool

    @property
    def on_branch(self) -> tuple[CommittedBreach, ...]:
        """The breaches that steps of the branch made."""
        return tuple(breach for breach in self.altered if breach.on_branch)

    @property
    def standing(self) -> tuple[CommittedBreach, ...]:
        """The breaches that steps of the branch made and nobody has put right since, merges that override included."""
        made = (breach for breach in self.altered if breach.on_branch or breach.overridden)
        return tuple(breach for breach in made if not breach.restored)

    @property
    def beside(self) -> tuple[CommittedBreach, ...]:
        """What was done in commits that were merged, whether or not anything of it is left."""
        return tuple(breach for breach in self.altered if not breach.on_branch)

    def within(self, commits: Container[str], judged: int) -> "Ledger":
        """What some of the commits did, as it was known at their end."""
        return Ledger(
            tuple(
                breach if breach.restored in commits else replace(breach, restored="")
                for breach in self.altered
                if breach.commit in commits
            ),
            tuple(
                file if file.compared in commits else replace(file, compared="")
                for file in self.unreadable
                if file.commit in commits
            ),
            judged,
            self.complete,
        )
