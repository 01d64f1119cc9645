"""The course of one figure: results, what was to be reached, and the thresholds."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sms_lint.measure.series import Point, Series
from sms_lint.publish.site.charts.canvas import (
    Box,
    Scale,
    Shape,
    drawing,
    labelled,
    line,
    mark,
    number,
    path,
    places,
    right_of,
    round_scale,
    words,
)
from sms_lint.publish.site.escape import Safe
from sms_lint.translation import ours

SIZE = (400, 220)
PLOT = Box(40, 14, 280, 168)
# More names of periods than these touch each other.
_MOST_LABELS = 5
SHAPES: dict[str, Shape] = {"met": "dot", "missed": "cross"}


def trend(series: Series, name: str) -> Safe:
    """The chart of a series; nothing where there is no result."""
    if not series.known:
        return Safe("")
    every = [
        value
        for point in series.points
        for value in (point.value, point.low, point.high)
        if value is not None
    ]
    every += [value for value in (series.warning, series.critical) if value is not None]
    scale, ticks = round_scale(every, PLOT.bottom, PLOT.top)
    at = places(len(series.points), PLOT)
    parts = (
        *axes(series.points, at, scale, ticks, PLOT),
        *(
            line(PLOT.left, scale.at(value), PLOT.right, scale.at(value), "threshold")
            for value, _ in _thresholds(series)
        ),
        *_targets(series.points, at, scale),
        *_results(series, at, scale),
        *right_of(PLOT, _labels(series, scale)),
    )
    return drawing(name, SIZE, ours(f"{series.name}: results and target"), in_short(series), parts)


def axes(
    points: Sequence[Point], at: Sequence[float], scale: Scale, ticks: Sequence[Decimal], box: Box
) -> Iterator[str]:
    """The values on the left and the periods below."""
    for tick in ticks:
        yield line(box.left, scale.at(tick), box.right, scale.at(tick), "grid")
        yield words(box.left - 6, scale.at(tick) + 4, number(tick), "end")
    for index in labelled(len(points), _MOST_LABELS):
        yield line(at[index], box.bottom, at[index], box.bottom + 4, "axis")
        yield words(at[index], box.bottom + 18, points[index].period, "middle")
    yield line(box.left, box.bottom, box.right, box.bottom, "axis")


def _results(series: Series, at: Sequence[float], scale: Scale) -> Iterator[str]:
    """The results: a line, broken where nothing is known, a shape for each."""
    stretch: list[tuple[float, float]] = []
    for x, point in zip(at, series.points, strict=True):
        if point.value is None:
            yield path(stretch, "course")
            stretch = []
        else:
            stretch.append((x, scale.at(point.value)))
    yield path(stretch, "course")
    for x, point in zip(at, series.points, strict=True):
        if point.value is not None:
            said = f"{point.period}: {number(point.value, series.unit)}, {ours(point.status)}"
            yield mark(SHAPES.get(point.status, "ring"), x, scale.at(point.value), said)


def _targets(points: Sequence[Point], at: Sequence[float], scale: Scale) -> Iterator[str]:
    """Each end of the target as steps, since it may change."""
    half = (at[1] - at[0]) / 2 if len(at) > 1 else PLOT.wide / 2
    for values in ([point.low for point in points], [point.high for point in points]):
        steps: list[tuple[float, float]] = []
        for x, value in zip(at, values, strict=True):
            if value is None:
                yield path(steps, "target")
                steps = []
            else:
                steps += [(x - half, scale.at(value)), (x + half, scale.at(value))]
        yield path(steps, "target")


def _thresholds(series: Series) -> Iterator[tuple[Decimal, str]]:
    if series.warning is not None:
        yield series.warning, ours("warning")
    if series.critical is not None:
        yield series.critical, ours("critical")


def _labels(series: Series, scale: Scale) -> Iterator[tuple[float, str, str]]:
    """What the lines are, and the newest result as a number."""
    newest = series.points[-1]
    for aim in (newest.low, newest.high):
        if aim is not None:
            yield scale.at(aim), f"{ours('target')} {number(aim)}", "small"
    for value, said in _thresholds(series):
        yield scale.at(value), f"{said} {number(value)}", "small"
    if (latest := series.latest) and latest.value is not None:
        yield scale.at(latest.value), number(latest.value), "newest"


def in_short(series: Series) -> str:
    """What the chart shows, in a sentence: for those who do not see it."""
    known = series.known
    values = [point.value for point in known if point.value is not None]
    said = (
        f"{len(known)} results from {known[0].period} to {known[-1].period}, between "
        f"{number(min(values))} and {number(max(values))} {series.unit}; the newest is {number(values[-1])}."
    )
    judged = [point for point in known if point.status in SHAPES]
    met = sum(point.status == "met" for point in judged)
    more = f" {met} of {len(judged)} reached their target." if judged else ""
    return ours(said + more + " The table of results says the same.")
