"""The control chart of one figure (XmR): its results between their natural limits, and below it their ranges."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from sms_lint.measure.control import Limits, Signal, Window, limits, signals
from sms_lint.measure.series import Series
from sms_lint.publish.site.charts.canvas import (
    Box,
    Scale,
    drawing,
    line,
    mark,
    mean_number,
    number,
    path,
    places,
    rect,
    right_of,
    round_scale,
    words,
)
from sms_lint.publish.site.charts.trend import axes
from sms_lint.publish.site.escape import Safe
from sms_lint.translation import ours

SIZE = (400, 300)
_VALUES, _RANGES = Box(40, 24, 306, 150), Box(40, 218, 306, 54)


def control(series: Series, name: str, declared: Window | None = None) -> Safe:
    """The chart of a series; nothing where there are too few results for limits."""
    found = limits(series, declared)
    if found is None:
        return Safe("")
    at = places(len(series.points), _VALUES)
    told = {signal.place: signal for signal in signals(series.points, found)}
    parts = (
        *_window(series, at, found.window),
        *_values(series, at, found, told),
        *_ranges(series, at, found),
    )
    return drawing(name, SIZE, ours(f"{series.name}: natural limits"), in_short(series, found), parts)


def in_short(series: Series, found: Limits) -> str:
    """What the limits are, where they come from, and which results they do not explain."""
    origin = "" if found.is_declared else " None are declared, so these are the first results."
    told = list(signals(series.points, found))
    outside = [series.points[signal.place].period for signal in told if not signal.is_run]
    runs = [series.points[signal.place].period for signal in told if signal.is_run]
    window, between = found.window, " and ".join(map(mean_number, (found.lower, found.upper)))
    said = (
        f"By the periods from {window.first} to {window.last} results lie between {between} {series.unit}, "
        f"{mean_number(found.centre)} on average.{origin}"
    )
    if outside:
        said += f" Outside: {', '.join(outside)}."
    if runs:
        said += f" Eight or more in a row on one side of the average: up to {runs[-1]}."
    return ours(said if told else said + " No result says that anything changed.")


def _window(series: Series, at: Sequence[float], window: Window) -> Iterator[str]:
    """The periods that the limits come from, as a ground behind them."""
    inside = [
        x for x, point in zip(at, series.points, strict=True) if window.first <= point.period <= window.last
    ]
    if inside:
        half = _VALUES.wide / len(at) / 2
        ground = Box(inside[0] - half, _VALUES.top - 12, inside[-1] - inside[0] + 2 * half, _VALUES.high + 12)
        yield rect(ground, "window")
        yield words(ground.left + 4, _VALUES.top - 2, ours("limits from these"), kind="small")


def _values(series: Series, at: Sequence[float], found: Limits, told: dict[int, Signal]) -> Iterator[str]:
    known = [point.value for point in series.known if point.value is not None]
    scale, ticks = round_scale([*known, found.lower, found.upper], _VALUES.bottom, _VALUES.top)
    yield from axes(series.points, at, scale, ticks, _VALUES)
    yield from _levels(
        scale, ((found.upper, "limit"), (found.centre, "centre"), (found.lower, "limit")), _VALUES
    )
    yield from _drawn(at, [point.value for point in series.points], scale)
    for index, point in enumerate(series.points):
        if point.value is None:
            continue
        signal = told.get(index)
        why = ours("eight in a row" if signal.is_run else "outside the limits") if signal else ""
        said = f"{point.period}: {number(point.value, series.unit)}{f', {why}' if why else ''}"
        shape = "dot" if signal is None else "ring" if signal.is_run else "diamond"
        yield mark(shape, at[index], scale.at(point.value), said)  # type: ignore[arg-type]  # one of these three


def _ranges(series: Series, at: Sequence[float], found: Limits) -> Iterator[str]:
    """By how much each result differs from the one before it."""
    steps: list[Decimal | None] = []
    before = None
    for point in series.points:
        steps.append(abs(point.value - before) if point.value is not None and before is not None else None)
        before = before if point.value is None else point.value
    known = [step for step in steps if step is not None]
    scale, _ = round_scale([Decimal(0), found.most_range, *known], _RANGES.bottom, _RANGES.top, 2)
    yield words(_RANGES.left, _RANGES.top - 6, ours("change from the result before"), kind="small")
    yield line(_RANGES.left, _RANGES.bottom, _RANGES.right, _RANGES.bottom, "axis")
    yield words(_RANGES.left - 6, _RANGES.bottom + 4, "0", "end")
    yield from _levels(scale, ((found.most_range, "limit"), (found.mean_range, "centre")), _RANGES)
    yield from _drawn(at, steps, scale)
    for x, point, step in zip(at, series.points, steps, strict=True):
        if step is not None:
            yield mark(
                "diamond" if step > found.most_range else "dot",
                x,
                scale.at(step),
                f"{point.period}: {number(step)}",
            )


def _levels(scale: Scale, levels: Collection[tuple[Decimal, str]], box: Box) -> Iterator[str]:
    for value, kind in levels:
        yield line(box.left, scale.at(value), box.right, scale.at(value), kind)
    yield from right_of(box, [(scale.at(value), mean_number(value), "small") for value, _ in levels])


def _drawn(at: Sequence[float], values: Sequence[Decimal | None], scale: Scale) -> Iterator[str]:
    yield path(
        [(x, scale.at(value)) for x, value in zip(at, values, strict=True) if value is not None], "course"
    )
