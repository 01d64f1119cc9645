"""Charts that fit into a line of a table: the course of a figure, and how far an objective has come."""

from decimal import Decimal

from sms_lint.measure.series import Series
from sms_lint.publish.site.charts.canvas import (
    Box,
    Scale,
    drawing,
    line,
    mark,
    number,
    path,
    places,
    rect,
    round_scale,
)
from sms_lint.publish.site.charts.trend import SHAPES, in_short
from sms_lint.publish.site.escape import Safe
from sms_lint.translation import ours

_SPARK, _BULLET = (110, 26), (170, 34)
# So many of the newest results; more would be no wider than their marks.
_NEWEST = 18


def sparkline(series: Series, name: str) -> Safe:
    """The course of a series without numbers, the newest result marked; nothing where there is no result."""
    if not series.known:
        return Safe("")
    newest = series._replace(points=series.points[-_NEWEST:])
    box = Box(4, 5, _SPARK[0] - 12, _SPARK[1] - 10)
    values = [point.value for point in newest.known if point.value is not None]
    aims = [value for point in newest.points[-1:] for value in (point.low, point.high) if value is not None]
    scale, _ = round_scale([*values, *aims], box.bottom, box.top)
    at = places(len(newest.points), box)
    known = [
        (x, scale.at(point.value))
        for x, point in zip(at, newest.points, strict=True)
        if point.value is not None
    ]
    parts = [line(box.left, scale.at(aim), box.right, scale.at(aim), "target") for aim in aims]
    if latest := newest.latest:
        said = f"{latest.period}: {number(latest.value, series.unit)}, {ours(latest.status)}"
        parts += [path(known, "course"), mark(SHAPES.get(latest.status, "ring"), *known[-1], said)]
    return drawing(name, _SPARK, ours(f"{series.name}: course"), in_short(newest), parts)


def bullet(
    title: str,
    name: str,
    unit: str,
    baseline: Decimal | None,
    target: Decimal,
    actual: Decimal,
    reached: bool,
) -> Safe:
    """How far a value has come on its way: a bar from the baseline to now, and an upright line where it is to be."""
    start = baseline if baseline is not None else Decimal(0)
    box = Box(8, 4, _BULLET[0] - 16, 18)
    low, high = min(start, target, actual), max(start, target, actual)
    margin = (high - low) / 10 or Decimal(1)
    scale = Scale(low - margin, high + margin, box.left, box.right)
    left, right = sorted((scale.at(start), scale.at(actual)))
    parts = (
        rect(box, "track"),
        rect(Box(left, box.top + 5, right - left, 8), "course"),
        line(scale.at(start), box.top + 2, scale.at(start), box.bottom - 2, "axis"),
        line(scale.at(target), box.top - 3, scale.at(target), box.bottom + 3, "aim"),
        mark("dot" if reached else "cross", scale.at(actual), box.top + 9, number(actual, unit)),
    )
    begun = f"from {number(baseline, unit)} " if baseline is not None else ""
    state = "reached" if reached else "not reached"
    said = f"{begun}to {number(actual, unit)}; the target {number(target, unit)} is {state}.".strip()
    return drawing(name, (_BULLET[0], 28), title, ours(said[0].upper() + said[1:]), parts)
