"""When a series reaches a threshold: capacities, and workloads beside the limits of agreements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from sms_lint.ground.periods import read_period
from sms_lint.ground.sentences import plain_number, plural
from sms_lint.measure.trends.figures import CONFIDENCE, FEWEST, Line, line_through
from sms_lint.measure.trends.section import Section
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

# How far ahead a line is followed, in days.
HORIZON = 730


class Series(NamedTuple):
    """Values of a thing by day, and the threshold that it is not to pass."""

    name: str
    unit: str
    values: Mapping[date, Decimal]
    threshold: Decimal
    source: str
    above: bool = True


class Reached(NamedTuple):
    """When a series reaches its threshold: as the line has it, at the earliest, at the latest. None: not to be seen."""

    middle: date | None
    earliest: date | None
    latest: date | None


_METHOD = (
    "the median slope between all pairs of values (Theil and Sen), followed for at most two years; the span holds the "
    f"true slope {CONFIDENCE} times in 100, if things go on as they did"
)
_HEADS = ("what", "unit", "newest", "threshold", "of", "values", "a month", "reached", "span")


def capacity_section(sms: Sms, first: date, last: date) -> Section:
    """Every series with a threshold, in the days between two."""
    rows, read = list[tuple[str, ...]](), 0
    short: dict[int, list[str]] = defaultdict(list)
    for series in (*_workloads(sms), *_capacities(sms)):
        values = {day: value for day, value in sorted(series.values.items()) if first <= day <= last}
        read += len(values)
        line = line_through([((day - first).days, float(value)) for day, value in values.items()])
        if line is None:
            short[len(values)].append(series.name)
        else:
            newest = list(values.values())[-1]
            rows.append(_row(series, newest, len(values), line, when(series, line, first, max(values))))
    untold = [
        f"{'; '.join(names)}: {plural(count, 'value')} each, and a line needs {FEWEST}"
        for count, names in sorted(short.items())
    ]
    sample = f"{plural(read, 'value')} from {first} to {last}"
    return Section(
        "capacity",
        "When capacity and agreed workload run out",
        _METHOD,
        sample,
        _HEADS,
        tuple(rows),
        tuple(untold),
    )


def when(series: Series, line: Line, origin: date, newest: date) -> Reached:
    """The days on which a line, and the steepest and flattest that are likely, reach the threshold."""
    sign = 1 if series.above else -1
    lines = [(line.slope, line.intercept), (line.low, line.intercept_low), (line.high, line.intercept_high)]
    days = [_day(series, slope, intercept, origin, newest) for slope, intercept in lines]
    steep, flat = (days[2], days[1]) if sign > 0 else (days[1], days[2])
    return Reached(days[0], steep, flat)


def _day(series: Series, slope: float, intercept: float, origin: date, newest: date) -> date | None:
    threshold = float(series.threshold)
    sign = 1 if series.above else -1
    at_newest = intercept + slope * (newest - origin).days
    if sign * (at_newest - threshold) >= 0:
        return newest
    if sign * slope <= 0:
        return None
    days = ceil((threshold - intercept) / slope)
    return origin + timedelta(days) if days - (newest - origin).days <= HORIZON else None


def _row(series: Series, newest: Decimal, count: int, line: Line, reached: Reached) -> tuple[str, ...]:
    sign = 1 if series.above else -1
    passed = sign * (newest - series.threshold) >= 0
    middle = "passed" if passed else _said(reached.middle)
    span = "" if passed else f"{_said(reached.earliest)} to {_said(reached.latest)}"
    slope = f"{line.slope * 30.44:+.2f} ({line.low * 30.44:+.2f} to {line.high * 30.44:+.2f})"
    bound = "≤" if series.above else "≥"
    return (
        series.name, series.unit, plain_number(newest), f"{bound} {plain_number(series.threshold)}", series.source,
        str(count), slope, middle, span,
    )  # fmt: skip


def _said(day: date | None) -> str:
    return day.isoformat() if day else "not in two years"


def _workloads(sms: Sms) -> Iterator[Series]:
    """Demand of a service beside the limits of the agreements on it, in the same unit."""
    limits = [
        (agreement, limit)
        for agreement in sms.all(ServiceLevelAgreement)
        if agreement.status == "active"
        for limit in agreement.workload_limits
    ]
    for (service, measure, unit), values in _by(
        sms.entries("demand"), ("service", "measure", "unit")
    ).items():
        for agreement, limit in limits:
            if (agreement.service, limit.unit) == (service, unit):
                yield Series(f"{service}: {measure}", unit, values, limit.value, agreement.id)


def _by(entries: Iterable[Entry], fields: Sequence[str]) -> Mapping[tuple[str, ...], Mapping[date, Decimal]]:
    found: dict[tuple[str, ...], dict[date, Decimal]] = defaultdict(dict)
    for entry in entries:
        period, value = read_period(entry.text("period")), entry.number("current")
        if period and value is not None:
            found[tuple(map(entry.text, fields))][period.last] = value
    return found


def _capacities(sms: Sms) -> Iterator[Series]:
    """Each resource with the values of its reviews, and its newest threshold."""
    found: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("capacity"):
        found[entry.text("service"), entry.text("resource"), entry.text("unit")].append(entry)
    for (_, resource, unit), entries in found.items():
        newest = max(entries, key=lambda entry: entry.text("reviewed_at"))
        threshold = newest.number("threshold")
        values = {
            day: value
            for entry in entries
            if (day := entry.day("reviewed_at")) and (value := entry.number("current")) is not None
        }
        if threshold is not None:
            yield Series(resource, unit, values, threshold, newest.id, newest.text("act_when") != "below")
