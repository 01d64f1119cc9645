"""Changes that are planned for the same time and touch the same thing."""

from collections.abc import Container, Iterable, Iterator, Mapping

from sms_lint.model.entry import Entry
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms


def overlapping(sms: Sms, states: Container[str], field: str = "affected_cis") -> Iterator[tuple[str, str]]:
    """Each pair of changes in some states with an item and a time in common, once, unless they belong together.

    `field` names what they have in common: configuration items, or `impact_services`.
    """
    together = {(change.id, release.id) for release, change in carried(sms, "release")}
    releases: dict[str, set[str]] = {}
    for change_id, release_id in together:
        releases.setdefault(change_id, set()).add(release_id)
    found: dict[tuple[str, str], None] = {}
    for changes in _touching(sms, states, field).values():
        for before, after in _meeting(changes):
            known = {*before.texts("related_rfc_release"), *after.texts("related_rfc_release")}
            shared = releases.get(before.id, set()) & releases.get(after.id, set())
            if not shared and known.isdisjoint((before.id, after.id)):
                found[before.id, after.id] = None
    yield from found


def _touching(sms: Sms, states: Container[str], field: str) -> Mapping[str, list[Entry]]:
    """The changes to each item, in the order of their start; standard ones follow a model that allows for others."""
    found: dict[str, list[Entry]] = {}
    judged = (entry for entry in sms.entries("change") if entry.text("status") in states)
    dated = [(start, entry) for entry in judged if (start := entry.moment("planned_start")) is not None]
    for _, change in sorted(dated, key=lambda pair: pair[0]):
        for name in change.texts(field) if change.text("category") != "standard" else ():
            found.setdefault(name, []).append(change)
    return found


def _meeting(changes: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs that overlap, of changes in the order of their start."""
    running: list[Entry] = []
    for change in changes:
        running = [entry for entry in running if not _ends_by(entry, change)]
        yield from ((entry, change) for entry in running if entry.id != change.id)
        running.append(change)


def _ends_by(entry: Entry, other: Entry) -> bool:
    """Whether one change ends before, or when, the other begins."""
    end, start = entry.moment("planned_end"), other.moment("planned_start")
    return end is None or start is None or end <= start
