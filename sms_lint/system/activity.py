"""What went on of late: of each kind of record how many are open, and how those of the last months stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sms_lint.ground.fields import Duration
from sms_lint.model.entry import Entry
from sms_lint.model.node import Table
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms

RECENT = Duration(3, "month")
# The states in which nothing is left to be done, whatever the kind; and those that end only some kinds.
_OVER = frozenset({
    "cancelled", "closed", "completed", "disposed", "dropped", "ended", "measured", "met", "missed", "rejected",
    "retired", "reviewed",
})  # fmt: skip
_OVER_TOO: Mapping[str, frozenset[str]] = {
    "incident": frozenset({"resolved"}),
    "service-request": frozenset({"fulfilled"}),
    "opportunity": frozenset({"implemented"}),
}


@dataclass(frozen=True)
class RecentActivity:
    """The entries of one kind: those still open, those of the last months (the newest first) and their states."""

    kind: str
    since: date
    every: int
    open: tuple[Entry, ...]
    recent: tuple[Entry, ...]
    states: Mapping[str, int]


def state_of(entry: Entry) -> str:
    """The state of an entry as it is written; empty where its kind has no states."""
    fields = entry.node.cells if isinstance(entry.node, Table) else type(entry.node).model_fields
    for name in ("status", "lifecycle", "result"):
        if name in fields:
            return entry.text(name)
    return ""


def is_open(entry: Entry) -> bool:
    """Whether something is still to be done about an entry; one without a state is not open."""
    state = state_of(entry)
    return bool(state) and state not in _OVER and state not in _OVER_TOO.get(entry.kind, ())


def activity(sms: Sms, kind: str, entries: Iterable[Entry]) -> RecentActivity:
    """How some entries of a kind stand. The last months end today; a kind whose records have no day has none."""
    found = tuple(entries)
    since = months_before(sms.today, RECENT)
    first, last = since.isoformat(), sms.today.isoformat()
    dated = sorted(
        ((day, entry) for entry in found if first < (day := day_of(sms, entry)) <= last),
        key=lambda pair: (pair[0], pair[1].id),
        reverse=True,
    )
    still = tuple(entry for entry in found if is_open(entry))
    recent = tuple(entry for _, entry in dated)
    states = Counter(filter(None, map(state_of, recent)))
    return RecentActivity(kind, since, len(found), still, recent, states)


def months_before(day: date, span: Duration) -> date:
    """The day that lies so many months before another; the end of a shorter month where the day is missing."""
    number = day.year * 12 + day.month - 1 - span.number
    start = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return start.replace(day=min(day.day, (following - start).days))
