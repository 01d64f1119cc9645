"""What happened to closed records: on the branch, and in what is not part of it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sms_lint.history.record_changes.comparing import Breach
from sms_lint.history.record_changes.report import CommittedBreach, Ledger
from sms_lint.history.record_changes.two_trees import Compared


class OpenBreach(NamedTuple):
    """An alteration that nobody has put right; the step of the branch that made it, None for what is proposed."""

    alteration: Breach
    made: CommittedBreach | None


@dataclass(frozen=True)
class Breaches:
    """The report over the history, and what the files on the disk alter: against the head, or a base that is named."""

    report: Ledger
    proposed: Compared | None = None

    @cached_property
    def standing(self) -> tuple[OpenBreach, ...]:
        """Every breach that is still open: made by steps of the branch, or by what is proposed."""
        breaches = [OpenBreach(breach.alteration, breach) for breach in self.report.standing]
        known = {(breach.alteration.id, breach.alteration.fault) for breach in breaches}
        new = self.proposed.altered if self.proposed else ()
        return (
            *breaches,
            *(OpenBreach(breach, None) for breach in new if (breach.id, breach.fault) not in known),
        )

    @property
    def unread(self) -> Iterator[tuple[str, str]]:
        """Files of which nobody can tell what became of what they held, each with the reason."""
        for unreadable_file in self.report.unreadable:
            if not unreadable_file.compared:
                yield (
                    unreadable_file.path,
                    f"commit {unreadable_file.commit[:9]} made it unreadable: {unreadable_file.reason}",
                )
        yield from self.proposed.unread if self.proposed else ()
