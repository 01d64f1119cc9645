"""Recent activity: for each kind of record how many are open, and the states of those of the last months."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sms_lint.ground.durations import Duration
from sms_lint.model.entry import Entry
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms

RECENT = Duration(3, "month")


@dataclass(frozen=True)
class RecentActivity:
    """The entries of one kind: those still open, those of the last months (the newest first) and their states."""

    kind: str
    since: date
    every: int
    open: tuple[Entry, ...]
    recent: tuple[Entry, ...]
    states: Mapping[str, int]


def state_of(sms: Sms, entry: Entry) -> str:
    """The state of an entry as it is written; empty where its kind has no states."""
    field = sms.kinds[entry.kind].KIND.state_field
    return entry.text(field) if field else ""


def is_open(sms: Sms, entry: Entry) -> bool:
    """Whether something is still to be done about an entry; one without a state is not open."""
    return sms.kinds[entry.kind].KIND.is_open(state_of(sms, entry))


def activity(sms: Sms, kind: str, entries: Iterable[Entry]) -> RecentActivity:
    """The recent activity of some entries of a kind. The last months end today; undated records count for none."""
    found = tuple(entries)
    since = months_before(sms.today, RECENT)
    first, last = since.isoformat(), sms.today.isoformat()
    dated = sorted(
        ((day, entry) for entry in found if first < (day := day_of(sms, entry)) <= last),
        key=lambda pair: (pair[0], pair[1].id),
        reverse=True,
    )
    still = tuple(entry for entry in found if is_open(sms, entry))
    recent = tuple(entry for _, entry in dated)
    states = Counter(filter(None, (state_of(sms, entry) for entry in recent)))
    return RecentActivity(kind, since, len(found), still, recent, states)


def months_before(day: date, span: Duration) -> date:
    """The day a number of months before another; the end of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 - span.number
    start = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return start.replace(day=min(day.day, (following - start).days))
