"""Series of figures: which periods they should hold by now, and which are not there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from sms_lint.ground.periods import CalendarPeriod, PeriodUnit, periods_within, read_period
from sms_lint.model.entry import Entry
from sms_lint.system.sms import Sms

K = TypeVar("K")
Periods = tuple[CalendarPeriod, ...]


@dataclass(frozen=True)
class Twin:
    """A row that says it is about the same as an earlier one: mostly a copy in which something was not changed."""

    entry: Entry
    first: str


@dataclass(frozen=True)
class MissingPeriods:
    """Periods that are missing from the series of some services, and the entry after which they are missing."""

    services: tuple[str, ...]
    periods: Periods
    after: Entry

    @property
    def words(self) -> str:
        """For people: SVC-CLOUD has no figures for 2026-08."""
        others = f" (and {len(self.services) - 1} more)" if len(self.services) > 1 else ""
        verb = "have" if others else "has"
        return f"{self.services[0]}{others} {verb} no figures for {period_words(self.periods)}"


def period_words(periods: Periods) -> str:
    """Periods in words, such as `2026-03 and 2 more periods`."""
    more = len(periods) - 1
    return str(periods[0]) + (f" and {more} more {'period' if more == 1 else 'periods'}" if more else "")


def is_due(sms: Sms, period: CalendarPeriod) -> bool:
    """Whether the figures of a period should have been reported by today."""
    return sms.config.intervals.reporting.after(period.last) < sms.today


def period_in(entry: Entry) -> CalendarPeriod | None:
    """The period that an entry is about."""
    return read_period(entry.text("period"))


def newest(entries: Iterable[Entry], by: str, *fields: str) -> Mapping[tuple[str, ...], Entry]:
    """Of the entries that say the same in some fields, the one with the latest day or period in `by`."""
    found: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        key = tuple(map(entry.text, fields))
        if key not in found or found[key].text(by) < entry.text(by):
            found[key] = entry
    return found


def twins(sms: Sms) -> Mapping[str, tuple[Twin, ...]]:
    """The second rows of each kind of series; a row that corrects another one is none. To be asked for `once`."""
    return {
        kind: tuple(_twins(sms, kind, model.KIND.series))
        for kind, model in sms.kinds.items()
        if model.KIND.series
    }


def firsts(sms: Sms, kind: str) -> tuple[Entry, ...]:
    """The rows of a kind without twins, since a twin may be meant for something else."""
    second = {twin.entry.id for twin in sms.once(twins)[kind]}
    return tuple(entry for entry in sms.entries(kind) if entry.id not in second)


def unexplained(sms: Sms, kind: str, field: str, name: str, absent: Periods) -> Periods:
    """The periods that a series lacks, unless a twin was meant for them: of the same series, or of the same period."""
    second = [twin.entry for twin in sms.once(twins)[kind]]
    same_period = {entry.text("period") for entry in second}
    left = tuple(period for period in absent if str(period) not in same_period)
    return left if len(left) > sum(entry.text(field) == name for entry in second) else ()


def _twins(sms: Sms, kind: str, fields: tuple[str, ...]) -> Iterator[Twin]:
    entries = sms.entries(kind)
    corrected = {entry.text("supersedes") for entry in entries}
    seen: dict[tuple[str, ...], str] = {}
    for entry in entries:
        if entry.id not in corrected and entry.text("period") and any(map(entry.text, fields)):
            first = seen.setdefault((*map(entry.text, fields), entry.text("period")), entry.id)
            if first != entry.id:
                yield Twin(entry, first)


class Issue(NamedTuple):
    """One issue of what comes each period."""

    period: CalendarPeriod
    entry: Entry


class PassedOver(NamedTuple):
    """Periods that a series of issues passes over, and the issue after which they are missing."""

    periods: Periods
    after: Entry


def report_issues(sms: Sms) -> Mapping[str, tuple[Issue, ...]]:
    """The issues of each series of reports; not of one that the service report catalogue names, which is asked itself.

    Where a report could not be read, it may be the one that is missing.
    """
    if "report" in sms.hidden:
        return {}
    catalogued = {entry.text("document") for entry in sms.entries("service-report")}
    found: dict[str, list[Issue]] = defaultdict(list)
    for entry in firsts(sms, "report"):
        if entry.text("series") and (period := period_in(entry)):
            found[entry.text("series")].append(Issue(period, entry))
    return {
        series: tuple(issues)
        for series, issues in found.items()
        if not any(issue.entry.id in catalogued for issue in issues)
    }


def passed_over(issues: Iterable[Issue], unit: PeriodUnit) -> PassedOver | None:
    """The periods without an issue between the first and the latest one."""
    found = sorted(issues, key=lambda issue: issue.period.first)
    there = [issue.period for issue in found]
    between = periods_within(unit, there[0].first, there[-1].last)
    absent = tuple(period for period in between if not covered(period, there))
    if not absent:
        return None
    before = next(issue.entry for issue in reversed(found) if issue.period.first < absent[0].first)
    return PassedOver(absent, before)


def expected(sms: Sms, present: Periods, since: CalendarPeriod | None = None) -> Iterator[CalendarPeriod]:
    """The periods, from `since` or the first one present, that should be there by now, as long as the latest one."""
    latest, first = max(present, key=_end), since or min(present, key=_start)
    for period in periods_within(latest.unit, first.first, sms.today):
        if is_due(sms, period):
            yield period


def missing(sms: Sms, present: Periods) -> Periods:
    """The periods that a series passes over, or that it should have gone on to; one inside a longer one is there."""
    there = frozenset(present)
    absent = (period for period in expected(sms, present) if period not in there)
    return tuple(period for period in absent if not covered(period, present))


def covered(period: CalendarPeriod, present: Iterable[CalendarPeriod]) -> bool:
    """Whether one of the periods is this one, holds it or lies in it."""
    return any(
        calendar_period.first <= period.last and period.first <= calendar_period.last
        for calendar_period in present
    )


def gaps(sms: Sms, kind: str, services: Iterable[str]) -> Iterator[MissingPeriods]:
    """What is missing from the series of a kind; the same months missing from several services are one gap."""
    if kind in sms.hidden:
        return
    rows: dict[str, list[tuple[CalendarPeriod, Entry]]] = defaultdict(list)
    for entry in sms.entries(kind):
        if period := period_in(entry):
            rows[entry.text("service")].append((period, entry))
    absent = {
        service: calendar_periods
        for service in services
        if service in rows and (calendar_periods := _absent(sms, kind, service, rows[service]))
    }
    for names, periods in alike(absent):
        earlier = [row for row in rows[names[0]] if row[0].first < periods[0].first]
        yield MissingPeriods(names, periods, max(earlier, key=lambda row: row[0].first)[1])


def alike(absent: Mapping[K, Periods]) -> Iterator[tuple[tuple[K, ...], Periods]]:
    """The keys that lack the same periods, together."""
    found: dict[Periods, list[K]] = defaultdict(list)
    for key, periods in absent.items():
        found[periods].append(key)
    return ((tuple(keys), periods) for periods, keys in found.items())


def _absent(sms: Sms, kind: str, service: str, rows: Iterable[tuple[CalendarPeriod, Entry]]) -> Periods:
    """What a series lacks; nothing where an entry about the service could not be read."""
    absent = () if service in sms.unread else missing(sms, tuple(period for period, _ in rows))
    return unexplained(sms, kind, "service", service, absent) if absent else ()


def _start(period: CalendarPeriod) -> int:
    return period.first.toordinal()


def _end(period: CalendarPeriod) -> int:
    return period.last.toordinal()
