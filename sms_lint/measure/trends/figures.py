"""The statistics of trends: a line that no single month bends, and how surprising a count is.

All are of the kind that asks little of the data: ranks, medians and counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, erfc, exp, floor, sqrt
from statistics import median

# A line through fewer points has no interval worth the name.
FEWEST = 6
# Nine in ten: what is said of the interval, and the quantile of the normal distribution that goes with it.
CONFIDENCE = 90
_QUANTILE = 1.645
# Up to so many chances are counted out; above, the bell curve is near enough.
_EXACT = 500
Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line through points, with the slopes between which the true one lies nine times in ten."""

    slope: float
    low: float
    high: float
    intercept: float
    intercept_low: float
    intercept_high: float

    @property
    def sign(self) -> int:
        """1 where it rises, -1 where it falls, 0 where that cannot be told."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


def line_through(points: Sequence[Point]) -> Line | None:
    """The line of Theil and Sen: the median of the slopes between all pairs. None with too few points to tell."""
    slopes = sorted(
        (right[1] - left[1]) / (right[0] - left[0])
        for number, left in enumerate(points)
        for right in points[number + 1 :]
        if right[0] != left[0]
    )
    count = len({moment for moment, _ in points})
    if count < FEWEST:
        return None
    width = _QUANTILE * sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = slopes[max(floor((len(slopes) - width) / 2) - 1, 0)]
    high = slopes[min(ceil((len(slopes) + width) / 2), len(slopes) - 1)]
    slope = median(slopes)
    return Line(slope, low, high, *(_intercept(points, each) for each in (slope, low, high)))


def _intercept(points: Sequence[Point], slope: float) -> float:
    return median(value - slope * moment for moment, value in points)


def rate_interval(count: int) -> tuple[float, float]:
    """Between which numbers the true rate behind a count lies nine times in ten (Byar)."""
    above = count + 1
    low = 1 - 1 / (9 * count) - _QUANTILE / (3 * sqrt(count)) if count else 0.0
    high = 1 - 1 / (9 * above) + _QUANTILE / (3 * sqrt(above))
    return count * float(max(low, 0.0) ** 3), above * float(high**3)


def chance_words(chance: float) -> str:
    """A chance in figures; one that is next to nothing is not said to be none."""
    return f"{chance:.3f}" if chance >= 0.0005 else "< 0.001"


def as_uneven(now: int, before: int) -> float:
    """How likely two equally long periods are to differ at least so much by chance (binomial, two-sided)."""
    total = now + before
    if total > _EXACT:
        return erfc(max(abs(now - before) - 1, 0) / sqrt(2 * total))
    ways = sum(comb(total, more) for more in range(max(now, before), total + 1))
    return min(1.0, ways / 2 ** (total - 1)) if total else 1.0


def as_many(count: int, expected: float) -> float:
    """How likely so many or more are by chance where so many are expected (Poisson)."""
    if expected <= 0:
        return 0.0 if count else 1.0
    if expected > _EXACT:
        return erfc((count - 0.5 - expected) / sqrt(2 * expected)) / 2
    term, below = exp(-expected), 0.0
    for number in range(count):
        below += term
        term *= expected / (number + 1)
    return max(0.0, 1.0 - below)
