"""Error budgets: what may go wrong in a period, how much of that has, and how fast."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sms_lint.measure.definition import PER_CENT
from sms_lint.measure.result import Outcome

# Types whose result is a part of a whole, in per cent: what is missing from the whole went wrong.
_SHARES = frozenset({"ratio", "recurrence", "availability"})


@dataclass(frozen=True)
class Budget:
    """What went wrong beside what may, in records or in time, whichever the denominator counts.

    `burn` is how fast: at 1 the budget is gone exactly at the end of the period. `used` is the share of the budget of
    the whole period; before its end it takes the rest of the period to be like its beginning. Both are None where
    nothing may go wrong at all and something did.
    """

    allowed: Decimal
    spent: Decimal
    burn: Decimal | None
    used: Decimal | None


def budget(outcome: Outcome, today: date) -> Budget | None:
    """The error budget of a result; None where the result is no share of a whole, or nothing is known."""
    kpi, target = outcome.kpi, outcome.target
    if kpi.type not in _SHARES or kpi.unit not in PER_CENT or target is None or target.value is None:
        return None
    if not outcome.denominator or outcome.numerator is None or kpi.direction == "band":
        return None
    better_higher = kpi.direction == "higher"
    share = (100 - target.value if better_higher else target.value) / 100
    spent = outcome.denominator - outcome.numerator if better_higher else outcome.numerator
    if spent < 0 or share < 0:
        return None
    allowed = share * outcome.denominator
    if not allowed:
        none_used = Decimal(0) if not spent else None
        return Budget(allowed, spent, none_used, none_used)
    burn = spent / allowed
    return Budget(allowed, spent, burn, burn * _elapsed(outcome, today))


def _elapsed(outcome: Outcome, today: date) -> Decimal:
    """The share of the period that has passed, days counted whole."""
    first, last = outcome.span.first, outcome.span.last
    return Decimal((min(max(today, first), last) - first).days + 1) / Decimal((last - first).days + 1)
