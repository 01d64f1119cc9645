"""Changes after which incidents followed on the same configuration item, beside what was to be expected anyway."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.ground.sql import literal
from sms_lint.measure.compute import Answers
from sms_lint.measure.period import Span
from sms_lint.measure.trends.figures import as_many, chance_words
from sms_lint.measure.trends.section import Section


class Change(NamedTuple):
    """A change that ended, what it touched, and the incidents that are already put down to it."""

    id: str
    ended: datetime
    items: tuple[str, ...]
    caused: tuple[str, ...]


class Incident(NamedTuple):
    """An incident on a configuration item."""

    id: str
    opened: datetime
    item: str


class Following(NamedTuple):
    """What followed changes on one item: pairs, changes, incidents after one and in all, and what chance gives."""

    item: str
    pairs: tuple[tuple[Change, Incident], ...]
    changes: int
    incidents: int
    all_incidents: int
    expected: float


_METHOD = (
    "incidents opened within {days} days after a change on the item ended. Expected are as many as the item has anyway "
    "in as much time; the chance is that of so many or more (Poisson). One in twenty items looks surprising by chance, "
    "and what comes after a change need not come from it"
)
_HEADS = ("item", "changes", "incidents after", "of", "expected", "chance", "not yet linked")


def preceding_section(span: Span, days: int, ask: Answers) -> Section:
    """The items on which incidents followed a change within some days, the most surprising first."""
    begun = ask('SELECT CAST(min("opened_at") AS DATE) FROM "incident"')[0][0]
    known = span._replace(first=max(span.first, min(begun, span.last))) if begun else span
    changes, incidents = changes_of(known, ask), incidents_of(known, ask)
    found = [following for following in followings(changes, incidents, known, days) if following.incidents]
    found.sort(key=lambda following: (as_many(following.incidents, following.expected), following.item))
    looked_at = len({item for change in changes for item in change.items})
    sample = (
        f"{plural(len(changes), 'change')} with an end and {plural(len(incidents), 'incident')} with an item from "
        f"{known.first} to {known.last}; {looked_at} items were changed"
    )
    title = "Incidents after changes on the same configuration item"
    return Section("changes", title, _METHOD.format(days=days), sample, _HEADS, tuple(map(_row, found)))


def _row(following: Following) -> tuple[str, ...]:
    new = [
        f"{incident.id} after {change.id}"
        for change, incident in following.pairs
        if incident.id not in change.caused
    ]
    more = f" and {len(new) - 3} more" if len(new) > 3 else ""
    return (
        following.item,
        str(following.changes),
        str(following.incidents),
        str(following.all_incidents),
        f"{following.expected:.1f}",
        chance_words(as_many(following.incidents, following.expected)),
        ", ".join(new[-3:]) + more,
    )


def followings(
    changes: Iterable[Change], incidents: Iterable[Incident], span: Span, days: int
) -> list[Following]:
    """What followed on each item that was changed."""
    changed: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for item in dict.fromkeys(change.items):
            changed[item].append(change)
    disturbed: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        disturbed[incident.item].append(incident)
    return [_following(item, own, disturbed[item], span, days) for item, own in sorted(changed.items())]


def _following(
    item: str, changes: Sequence[Change], incidents: Sequence[Incident], span: Span, days: int
) -> Following:
    window = timedelta(days)
    pairs = [
        (change, incident)
        for incident in sorted(incidents, key=lambda incident: (incident.opened, incident.id))
        for change in changes
        if change.ended <= incident.opened <= change.ended + window
    ]
    begin = datetime.combine(span.first, time())
    end = datetime.combine(span.last + timedelta(1), time())
    covered = _covered([(change.ended, min(change.ended + window, end)) for change in changes])
    expected = len(incidents) * covered / (end - begin).total_seconds()
    return Following(
        item,
        tuple(pairs),
        len(changes),
        len({incident.id for _, incident in pairs}),
        len(incidents),
        expected,
    )


def _covered(stretches: Iterable[tuple[datetime, datetime]]) -> float:
    """How many seconds some stretches cover together, where they overlap once."""
    total, reached = 0.0, None
    for start, end in sorted(stretches):
        begin = start if reached is None else max(start, reached)
        total += max(0.0, (end - begin).total_seconds())
        reached = end if reached is None else max(reached, end)
    return total


def changes_of(span: Span, ask: Answers) -> list[Change]:
    """The changes that ended in a period."""
    fields = '"id", "actual_end", "affected_cis", "caused_incidents"'
    rows = ask(f'SELECT {fields} FROM "change" WHERE {_within("actual_end", span)}')
    return [Change(name, ended, _list(items), _list(caused)) for name, ended, items, caused in rows]


def incidents_of(span: Span, ask: Answers) -> list[Incident]:
    """The incidents on a configuration item that were opened in a period."""
    rows = ask(
        f'SELECT "id", "opened_at", "ci" FROM "incident" WHERE "ci" IS NOT NULL AND {_within("opened_at", span)}'
    )
    return [Incident(*row) for row in rows]


def _within(field: str, span: Span) -> str:
    first, after = span.first.isoformat(), (span.last + timedelta(1)).isoformat()
    return (
        f'"{field}" >= DATE {literal(first)} AND "{field}" < DATE {literal(after)} ORDER BY "{field}", "id"'
    )


def _list(said: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (said or "").split(";") if part.strip())


NEEDS: Mapping[str, frozenset[str]] = {
    "change": frozenset(("id", "actual_end", "affected_cis", "caused_incidents")),
    "incident": frozenset(("id", "opened_at", "ci")),
}
