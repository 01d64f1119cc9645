"""What hangs together when something fails: from the outage over its incident and its problem to change and release."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sms_lint.model.entry import Entry
from sms_lint.system.relations import day_of, entry_of, named_by
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class Chain:
    """What began it, and what followed: each part holds the entries found, in no certain order.

    `begun` is an outage, an incident or a change. `causes` are the changes that brought the incidents about.
    """

    begun: Entry
    incidents: tuple[Entry, ...] = ()
    problems: tuple[Entry, ...] = ()
    causes: tuple[Entry, ...] = ()
    changes: tuple[Entry, ...] = ()
    releases: tuple[Entry, ...] = ()


def chains_of(sms: Sms, service: str) -> list[Chain]:
    """The chains of a service, newest first: of outages, and of incidents and emergency changes in none of these."""
    outages = [chain_from(sms, entry) for entry in named_by(sms, service, "outage", "service")]
    told = {entry.id for chain in outages for entry in (*chain.incidents, *chain.changes)}
    further = [
        chain_from(sms, entry)
        for entry in (*named_by(sms, service, "incident", "service"), *_emergencies(sms, service))
        if entry.id not in told and _is_begin(sms, entry)
    ]
    known = {entry.id for chain in further for entry in chain.changes if entry.id != chain.begun.id}
    every = [*outages, *(chain for chain in further if chain.begun.id not in known)]
    return sorted(every, key=lambda chain: (day_of(sms, chain.begun), chain.begun.id), reverse=True)


def chain_from(sms: Sms, begun: Entry) -> Chain:
    """What follows from one entry, by what these records name, from either side."""
    named = [begun] if begun.kind == "incident" else _named(sms, begun, "incident", "raised_for")
    incidents = _unique(named, "incident")
    problems = _unique((*_named(sms, begun, "problem", "raised_for"), *_behind(sms, incidents)), "problem")
    causes = (entry for each in incidents for entry in named_by(sms, each.id, "change", "caused_incidents"))
    own = [begun] if begun.kind == "change" else []
    changes = _unique([*own, *_answers(sms, (*incidents, *problems))], "change")
    releases = (entry for change in changes for entry in named_by(sms, change.id, "release", "changes"))
    return Chain(begun, incidents, problems, _unique(causes, "change"), changes, _unique(releases, "release"))


def _behind(sms: Sms, incidents: Iterable[Entry]) -> Iterator[Entry]:
    """The problems behind some incidents."""
    for incident in incidents:
        yield from _named(sms, incident, "problem")
        yield from named_by(sms, incident.id, "problem", "related_incidents")


def _answers(sms: Sms, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The changes that resolve incidents and problems, or were raised for them."""
    for entry in entries:
        yield from _named(sms, entry, "change")
        yield from named_by(sms, entry.id, "change", "raised_for")


def _named(sms: Sms, entry: Entry, *fields: str) -> Iterator[Entry]:
    """What an entry names in some of its fields, where its kind has them."""
    model = sms.kinds.get(entry.kind)
    for field in fields:
        if model is not None and field in model.model_fields:
            yield from (found for name in entry.texts(field) if (found := entry_of(sms, name)) is not None)


def _unique(entries: Iterable[Entry], kind: str) -> tuple[Entry, ...]:
    return tuple({entry.id: entry for entry in entries if entry.kind == kind}.values())


def _emergencies(sms: Sms, service: str) -> Iterator[Entry]:
    for entry in named_by(sms, service, "change", "impact_services"):
        if entry.text("category") == "emergency":
            yield entry


def _is_begin(sms: Sms, entry: Entry) -> bool:
    """Whether an incident or a change begins a chain: it is an emergency or major, or a change has to do with it."""
    if entry.kind == "change" or entry.text("major") == "yes" or entry.text("change"):
        return True
    return any(named_by(sms, entry.id, "change", field) for field in ("raised_for", "caused_incidents"))
