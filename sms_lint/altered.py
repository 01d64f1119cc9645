"""What became of closed records and of documents against the rules of history, as findings need it."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.alterations import Fault, Standing
from sms_lint.sms import Sms
from sms_lint.source import Location, SourceFile


class Found(NamedTuple):
    """An alteration: what it is about, the place to mend, and what happened, in a sentence."""

    id: str
    at: Location
    message: str


def altered(sms: Sms, *faults: Fault) -> Iterator[Found]:
    """Every alteration of some kinds that nobody has put right, by steps of the branch or by what lies on the disk."""
    for one in sms.changes.standing if sms.changes else ():
        if one.alteration.fault in faults:
            yield Found(one.alteration.id, _place(sms, one), _said(one))


def _place(sms: Sms, one: Standing) -> Location:
    node = sms.ids.get(one.alteration.id)
    if node is not None and node.path == one.alteration.path:
        return node.place()
    return Location(SourceFile(one.alteration.path, ""), 0, 0)


def _said(one: Standing) -> str:
    if one.made is None:
        return one.alteration.message
    return f"{one.alteration.message} (commit {one.made.commit[:9]}, by {one.made.committer.name})"
