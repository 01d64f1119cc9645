"""Natural limits of a figure (XmR): what it does by itself, and which results say that something changed.

The limits come from a window of periods that is declared once, so that no later result moves the limits that it is
judged by.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sms_lint.measure.definition import PER_CENT
from sms_lint.measure.series import Point, Series

# Fewer results than these say nothing of how much a figure varies; so many are taken where no window is declared.
FEWEST, USUAL = 6, 12
# So many results in a row on one side of the mean are no chance.
RUN = 8
# What turns a mean of moving ranges of two into three standard deviations, and into the limit of the ranges.
_OF_VALUES, _OF_RANGES = Decimal("2.66"), Decimal("3.268")


class Window(NamedTuple):
    """The first and the last period that limits come from."""

    first: str
    last: str


class Limits(NamedTuple):
    """Centre and limits of the values and of their ranges, and the window that they come from."""

    centre: Decimal
    lower: Decimal
    upper: Decimal
    mean_range: Decimal
    most_range: Decimal
    window: Window
    is_declared: bool


class Signal(NamedTuple):
    """A result that the limits do not explain: its place in the series, and why."""

    place: int
    is_run: bool


def limits(series: Series, declared: Window | None = None) -> Limits | None:
    """The natural limits by the results of a window, of the first dozen where none is declared; None by too few.

    Limits beyond the scale are cut: nothing is below zero where no result is, and no share is above 100 %.
    """
    chosen = [
        point for point in series.known if declared is None or declared.first <= point.period <= declared.last
    ]
    chosen = chosen if declared else chosen[:USUAL]
    if len(chosen) < FEWEST:
        return None
    values = _values(chosen)
    steps = ranges(values)
    centre, usual = _mean(values), _mean(steps)
    lower, upper = centre - _OF_VALUES * usual, centre + _OF_VALUES * usual
    every = _values(series.known)
    lower = max(lower, Decimal(0)) if min(every) >= 0 else lower
    upper = min(upper, Decimal(100)) if series.unit in PER_CENT and max(every) <= 100 else upper
    window = declared or Window(chosen[0].period, chosen[-1].period)
    return Limits(centre, lower, upper, usual, _OF_RANGES * usual, window, declared is not None)


def ranges(values: Sequence[Decimal]) -> list[Decimal]:
    """By how much each value differs from the one before it."""
    return [abs(following - value) for value, following in pairwise(values)]


def signals(points: Sequence[Point], found: Limits) -> Iterator[Signal]:
    """The results outside the limits, and those that complete or prolong a long run on one side of the mean."""
    run, side = 0, 0
    for index, point in enumerate(points):
        if point.value is None:
            continue
        now = (point.value > found.centre) - (point.value < found.centre)
        run = run + 1 if now and now == side else abs(now)
        side = now
        if not found.lower <= point.value <= found.upper:
            yield Signal(index, is_run=False)
        elif run >= RUN:
            yield Signal(index, is_run=True)


def _values(points: Sequence[Point]) -> list[Decimal]:
    return [point.value for point in points if point.value is not None]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
