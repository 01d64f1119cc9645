"""Closed records and documents that were altered against the rules of history, as findings need them."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.source import Location, SourceFile
from sms_lint.history.record_changes import BreachKind, OpenBreach
from sms_lint.system.sms import Sms

# A table that was exported anew may alter every row of it: one cause, and one finding.
MOST_TOLD = 20


class BreachPlace(NamedTuple):
    """An alteration: what it is about, the place to mend, and what happened; `lost` is the period written over."""

    id: str
    at: Location
    message: str
    lost: str = ""


def altered(sms: Sms, *faults: BreachKind) -> Iterator[BreachPlace]:
    """Every alteration of some kinds that nobody has put right, by steps of the branch or by what lies on the disk.

    Where one step altered more than `MOST_TOLD` of one file in the same way, that is told once, of no single one.
    """
    together: dict[tuple[str, BreachKind, str], list[OpenBreach]] = {}
    for breach in sms.breaches.standing if sms.breaches else ():
        if breach.alteration.fault in faults:
            commit = breach.made.commit if breach.made else ""
            together.setdefault((breach.alteration.path, breach.alteration.fault, commit), []).append(breach)
    for every in together.values():
        if len(every) > MOST_TOLD:
            more = f"; and {len(every) - 1:,} more of this file were altered in the same way"
            yield BreachPlace("", _place(sms, every[0]), _said(every[0]) + more)
        else:
            yield from (
                BreachPlace(breach.alteration.id, _place(sms, breach), _said(breach), breach.alteration.lost)
                for breach in every
            )


def _place(sms: Sms, breach: OpenBreach) -> Location:
    """The place of an entry now: its line in a file or table, or the beginning of the file that it is gone from."""
    id_, path = breach.alteration.id, breach.alteration.path
    node, table = sms.ids.get(id_), sms.register_at.get(path)
    if node is not None and node.path == path:
        return node.place()
    row = sms.by_id(table.of).get(id_) if table else None
    if row is not None and row.node is table:
        return row.place()
    return Location(SourceFile(path, ""), 0, 0)


def _said(breach: OpenBreach) -> str:
    if breach.made is None:
        return breach.alteration.message
    return f"{breach.made.sentence} (commit {breach.made.commit[:9]}, by {breach.made.committer.name})"
