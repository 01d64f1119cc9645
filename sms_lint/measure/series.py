"""Results one after the other: how a figure went from period to period, beside what was to be reached."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from sms_lint.measure.result import Status
from sms_lint.model.kinds.measurement import Kpi, Target

Direction = Literal["higher", "lower", "band"]
# How many of the newest periods are compared with as many before them.
_COMPARED = 3


class Point(NamedTuple):
    """One result. `value` is None where nothing is known; `low` and `high` are the ends of what reaches the target."""

    period: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    status: Status = "no target"
    counted: str = ""


class Series(NamedTuple):
    """The results of one figure, the oldest first, with what is needed to read them."""

    id: str
    name: str
    unit: str
    direction: Direction
    points: tuple[Point, ...]
    warning: Decimal | None = None
    critical: Decimal | None = None

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def begun(self) -> "Series":
        """The series from its first known result on."""
        first = next((place for place, point in enumerate(self.points) if point.value is not None), 0)
        return self._replace(points=self.points[first:])

    @property
    def latest(self) -> Point | None:
        """The newest result with a value."""
        return self.known[-1] if self.known else None


class Course(NamedTuple):
    """How the newest results compare with those before them: which way, and the two means it was read from."""

    word: Literal["better", "worse", "higher", "lower", "steady"]
    before: Decimal
    after: Decimal
    periods: int


def ends(kpi: Kpi, target: Target | None) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that reaches a target."""
    if target is None:
        return None, None
    if kpi.direction == "band" or target.value is None:
        return target.low, target.high
    return (target.value, None) if kpi.direction == "higher" else (None, target.value)


def course(series: Series) -> Course | None:
    """Which way the newest periods went against as many before them; None where there are too few.

    It is steady where the means differ by less than results usually differ from one period to the next.
    """
    values = [point.value for point in series.known if point.value is not None]
    if len(values) < 2 * _COMPARED:
        return None
    before, after = _mean(values[-2 * _COMPARED : -_COMPARED]), _mean(values[-_COMPARED:])
    steps = [abs(following - value) for value, following in pairwise(values)]
    rose = after - before
    if abs(rose) <= _mean(steps):
        return Course("steady", before, after, _COMPARED)
    if series.direction == "band":
        return Course("higher" if rose > 0 else "lower", before, after, _COMPARED)
    return Course(
        "better" if (rose > 0) == (series.direction == "higher") else "worse", before, after, _COMPARED
    )


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
