"""Incidents that are alike: by symptom and by configuration item, as candidates for problems."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.ground.sql import literal
from sms_lint.measure.compute import Answers
from sms_lint.measure.period import Span
from sms_lint.measure.trends.figures import CONFIDENCE, as_uneven, chance_words, rate_interval
from sms_lint.measure.trends.section import Section

# What makes incidents alike: the words for it, and the fields.
ALIKE: Mapping[str, tuple[str, ...]] = {"symptom": ("service", "title"), "configuration item": ("ci",)}
_MOST = 15
_CHANCE = 0.05


class Group(NamedTuple):
    """Incidents that are alike, in a period and in the one of the same length before it."""

    by: str
    keys: tuple[str, ...]
    now: int
    before: int
    with_problem: int


_METHOD = (
    "incidents with the same service and title, or the same configuration item, at least {fewest}; the rate behind a "
    f"count lies in the span {CONFIDENCE} times in 100 (Byar); the chance is that of two periods as different as these "
    f"by chance alone (binomial). {_CHANCE * 100:.0f} in 100 groups look so without a reason"
)
_HEADS = ("alike by", "which", "now", "before", "chance", "in 30 days", "span", "with a problem")


def recurrence_section(span: Span, fewest: int, ask: Answers) -> Section:
    """The groups with so many incidents or more in a period, the most frequent first."""
    begun = _begun(ask)
    untold = list[str]()
    if begun is None or begun > span.first - timedelta(_length(span)):
        untold.append(
            f"the records begin on {begun}: of the whole period before, nothing is known"
            if begun
            else "there are no incidents"
        )
    known = span._replace(first=max(span.first, min(begun or span.first, span.last)))
    rows, looked_at, surprising = list[tuple[str, ...]](), 0, 0
    for by in ALIKE:
        groups = groups_of(by, known, ask)
        looked_at += len(groups)
        often = [group for group in groups if group.now >= fewest]
        chances = [None if untold else as_uneven(group.now, group.before) for group in often]
        surprising += sum(chance is not None and chance < _CHANCE for chance in chances)
        pairs = list(zip(often, chances, strict=True))[:_MOST]
        rows += [_row(group, _length(known), chance) for group, chance in pairs]
        if len(often) > _MOST:
            untold.append(f"{len(often) - _MOST} more groups by {by} are not shown")
    sample = (
        f"{plural(_total(known, ask), 'incident')} from {known.first} to {known.last} in {looked_at} groups"
    )
    differ = "" if untold else f"; {surprising} of those with {fewest} or more differ from before"
    method = _METHOD.format(fewest=fewest)
    return Section(
        "recurrence", "Incidents that come again", method, sample + differ, _HEADS, tuple(rows), tuple(untold)
    )


def _length(span: Span) -> int:
    return (span.last - span.first).days + 1


def _row(group: Group, days: int, chance: float | None) -> tuple[str, ...]:
    low, high = rate_interval(group.now)
    rate = 30 / days
    problem = "all" if group.with_problem == group.now else f"{group.with_problem} of {group.now}"
    before = ("", "") if chance is None else (str(group.before), chance_words(chance))
    rates = (f"{group.now * rate:.1f}", f"{low * rate:.1f} to {high * rate:.1f}")
    return (group.by, ": ".join(group.keys), str(group.now), *before, *rates, problem)


def groups_of(by: str, span: Span, ask: Answers) -> list[Group]:
    """Every group of a sort with an incident in a period: the most frequent first, then by name."""
    fields = ", ".join(f'"{name}"' for name in ALIKE[by])
    filled = " AND ".join(f'"{name}" IS NOT NULL' for name in ALIKE[by])
    days = _length(span)
    start, middle, end = map(_day, (span.first - timedelta(days), span.first, span.last + timedelta(1)))
    now = f'"opened_at" >= {middle} AND "opened_at" < {end}'
    before = f'"opened_at" >= {start} AND "opened_at" < {middle}'
    found = ask(
        f"SELECT {fields}, count(*) FILTER ({now}), count(*) FILTER ({before}), "
        f'count("problem") FILTER ({now}) FROM "incident" '
        f"WHERE {filled} AND \"status\" <> 'cancelled' GROUP BY {fields} HAVING count(*) FILTER ({now}) > 0"
    )
    width = len(ALIKE[by])
    groups = [Group(by, tuple(map(str, row[:width])), *map(int, row[width:])) for row in found]
    return sorted(groups, key=lambda group: (-group.now, group.keys))


def _total(span: Span, ask: Answers) -> int:
    first, end = _day(span.first), _day(span.last + timedelta(1))
    return int(
        ask(f'SELECT count(*) FILTER ("opened_at" >= {first} AND "opened_at" < {end}) FROM "incident"')[0][0]
    )


def _begun(ask: Answers) -> date | None:
    found: date | None = ask('SELECT CAST(min("opened_at") AS DATE) FROM "incident"')[0][0]
    return found


def _day(day: date) -> str:
    return f"DATE {literal(day.isoformat())}"
