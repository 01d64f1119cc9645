"""Incidents and service requests, mostly rows of an export: which lie open, and which do not fit what they name."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.transition import GOING
from sms_lint.system.deadlines import overdue
from sms_lint.system.delivery import not_delivered, retired_but_used
from sms_lint.system.sms import Sms

HELPED = frozenset({"resolved", "fulfilled", "closed"})
USUAL = Decimal("0.75")  # what holds for so many of one type is taken for the rule of that type
SHOWN = 3


@dataclass(frozen=True)
class Group:
    """Entries of one file with one cause, so that they are one finding."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The entry at which the finding is shown."""
        return self.entries[0]

    @property
    def names(self) -> str:
        """The ids in a sentence, a few of them."""
        return listed((entry.id for entry in self.entries), SHOWN)

    def verb(self, singular: str, plural: str) -> str:
        """The verb that follows the ids."""
        return singular if len(self.entries) == 1 else plural


def left_open(sms: Sms, kind: str) -> Iterator[tuple[Group, date]]:
    """The entries that should have been closed by now, by file; and since when nothing has moved."""
    late: dict[str, list[tuple[date, Entry]]] = defaultdict(list)
    for deadline in overdue(sms, kind, "closing"):
        late[deadline.entry.node.path].append((deadline.since, deadline.entry))
    for rows in late.values():
        rows.sort(key=lambda row: row[0])
        yield Group(tuple(entry for _, entry in rows)), rows[0][0]


def about_undelivered(sms: Sms, kind: str) -> Iterator[tuple[str, Group, str]]:
    """The services that were not delivered when tickets were opened for them, the tickets, and the state in words.

    Where a service has both incidents and requests, they have one cause and are reported as incidents.
    """
    states, ends = not_delivered(sms), _last_days(sms)
    for name, entries in sms.once(_about_undelivered).items():
        if entries[0].kind == kind:
            since = f" since {ends[name]}" if states[name] == "retired" else ""
            yield name, Group(tuple(entries)), f"{'has been' if since else 'is'} {states[name]}{since}"


def _about_undelivered(sms: Sms) -> Mapping[str, list[Entry]]:
    """Incidents, then requests, for each service that was not delivered, unless all that is left of it is told."""
    told, ends = {entry.id for entry, _ in retired_but_used(sms)}, _last_days(sms)
    states = {name: state for name, state in not_delivered(sms).items() if name not in told}
    found: dict[str, list[Entry]] = defaultdict(list)
    for kind in ("incident", "service-request") if states else ():
        for entry in sms.entries(kind):
            name, day = entry.text("service"), entry.day("opened_at")
            over = states.get(name) != "retired" or (name in ends and day is not None and day > ends[name])
            if name in states and over and entry.text("status") != "cancelled":
                found[name].append(entry)
    return found


def _last_days(sms: Sms) -> Mapping[str, date]:
    """The day on which each service was accepted as removed or handed over."""
    found: dict[str, date] = {}
    for entry in sms.entries("transition"):
        day = entry.day("accepted_at")
        if entry.text("transition_kind") in GOING and entry.text("status") == "completed" and day:
            found[entry.text("service")] = max(day, found.get(entry.text("service"), day))
    return found


def unlike_their_type(sms: Sms, field: str, without: Container[str]) -> Iterator[tuple[str, Group]]:
    """The service requests that were fulfilled `without` something that most of their type have, by type."""
    by_type: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("service-request"):
        if entry.text("status") in HELPED:
            by_type[entry.text("type")].append(entry)
    for name, entries in by_type.items():
        bare = tuple(entry for entry in entries if entry.text(field) in without)
        if bare and len(bare) <= (1 - USUAL) * len(entries):
            yield name, Group(bare)
