"""Better or worse: what two figures of a KPI say of each other, and no more."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from sms_lint.measure.series import Direction

Word = Literal["better", "worse", "unchanged"]


def compared(
    direction: Direction,
    now: Decimal,
    before: Decimal,
    band: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Word:
    """Whether a value is better than the one before; of a band, whether it is nearer to it or in it."""
    if direction == "band":
        now, before, direction = _outside(now, band), _outside(before, band), "lower"
    if now == before:
        return "unchanged"
    return "better" if (now > before) == (direction == "higher") else "worse"


def _outside(value: Decimal, band: tuple[Decimal | None, Decimal | None]) -> Decimal:
    """How far a value is outside a band; 0 where it is in it."""
    low, high = band
    if low is not None and value < low:
        return low - value
    return value - high if high is not None and value > high else Decimal(0)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean; None of nothing."""
    return sum(values, Decimal(0)) / len(values) if values else None
