"""Changes, and the releases and transitions that carry them: how far each has come, and which came first."""

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import chain

from sms_lint.ground.sentences import ids_in
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.change import DONE
from sms_lint.system.sms import Sms


def carried(sms: Sms, kind: str, field: str = "changes", of: str = "change") -> Iterator[tuple[Entry, Entry]]:
    """Each release or transition with each change (or other entry) that it names and that exists."""
    known = sms.by_id(of)
    for entry in sms.entries(kind):
        yield from ((entry, known[name]) for name in entry.texts(field) if name in known)


def precedes(entry: Entry, field: str, other: Entry, later: str) -> bool:
    """Whether the moment in a field lies before another, by day where one of them is only a day (midnight)."""
    first, second = entry.moment(field), other.moment(later)
    if first is None or second is None:
        return False
    if time.min in (first.time(), second.time()):
        return first.date() < second.date()
    return first < second


def began_unapproved(change: Entry) -> bool:
    """Whether a change was begun, or even finished, before it was approved."""
    times = ("planned_start", "actual_end")
    return change.text("status") in DONE and any(
        precedes(change, name, change, "approved_at") for name in times
    )


def when(entry: Entry, field: str) -> str:
    """A moment in words: the day, and the time where it is stated."""
    moment = entry.moment(field)
    return f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if moment else ""


def services_of(sms: Sms, item: Entry) -> frozenset[str]:
    """The services that a configuration item belongs to: those it names, else those it is related to."""
    named = item.texts("service")
    return frozenset(named or (ref for ref in item.texts("relationships") if sms.kind_of(ref) == "service"))


def latest(entries: Iterable[Entry], field: str) -> Entry | None:
    """Of some entries, the one with the latest moment in a field."""
    dated = ((moment, entry) for entry in entries if (moment := entry.moment(field)) is not None)
    return max(dated, key=lambda pair: pair[0], default=(None, None))[1]


def told_by(sms: Sms, kinds: Iterable[str]) -> frozenset[str]:
    """Every word in the files of some kinds that looks like an id."""
    nodes = chain.from_iterable(sms.of_kind(kind) for kind in kinds)
    files = {node.path: node.origin.file.text for node in nodes}
    return frozenset(word for text in files.values() for word in ids_in(text))
