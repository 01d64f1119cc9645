"""Natural limits: what stays silent, what speaks, and that no later result moves them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.control import FEWEST, RUN, USUAL, Window, limits, signals
from sms_lint.measure.series import Point, Series

VALUES = st.decimals(-1000, 1000, places=2)
# Mean 10, ranges of 2: limits 10 ± 5.32.
STEADY = (9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11)


def series(*values: object, unit: str = "h") -> Series:
    """Months from 2025-01 on; None where nothing is known."""
    points = tuple(
        Point(f"{2025 + place // 12}-{place % 12 + 1:02}", None if value is None else Decimal(str(value)))
        for place, value in enumerate(values)
    )
    return Series("KPI-X", "Something", unit, "lower", points)


def told(found: Series, window: Window | None = None) -> list[tuple[str, bool]]:
    limit = limits(found, window)
    assert limit is not None
    return [(found.points[signal.place].period, signal.is_run) for signal in signals(found.points, limit)]


def test_usual_variation_says_nothing() -> None:
    assert told(series(*STEADY, 5, 15, 10, 9, 11)) == []


def test_too_few_results_have_no_limits() -> None:
    assert limits(series(*STEADY[: FEWEST - 1])) is None
    assert limits(series(*STEADY), Window("2025-01", "2025-05")) is None


def test_limits_are_the_mean_and_2_66_times_the_mean_range() -> None:
    found = limits(series(*STEADY))
    assert found is not None
    assert found.centre == 10
    assert found.mean_range == 2
    assert (found.lower, found.upper) == (Decimal("4.68"), Decimal("15.32"))
    assert found.most_range == Decimal("6.536")


def test_a_result_outside_is_a_signal() -> None:
    assert told(series(*STEADY, 16, 10, 4)) == [("2026-01", False), ("2026-03", False)]


def test_eight_in_a_row_on_one_side_are_a_signal_and_those_that_follow() -> None:
    assert told(series(*STEADY, *(8,) * (RUN - 1))) == []
    assert told(series(*STEADY, *(8,) * RUN)) == [("2026-08", True)]
    assert told(series(*STEADY, *(8,) * (RUN + 1))) == [("2026-08", True), ("2026-09", True)]


def test_a_result_on_the_mean_ends_a_run() -> None:
    assert told(series(*STEADY, *(8,) * 5, 10, *(8,) * 5)) == []


def test_a_month_of_which_nothing_is_known_is_passed_over() -> None:
    assert told(series(*STEADY, *(8,) * 4, None, *(8,) * 4)) == [("2026-09", True)]


def test_a_declared_window_counts_even_where_it_is_not_the_first() -> None:
    found = limits(series(*(50,) * 6, *STEADY), Window("2025-07", "2026-06"))
    assert found is not None
    assert found.centre == 10
    assert found.is_declared


@pytest.mark.parametrize(
    ("unit", "values", "ends"), [("%", (99, 100) * 6, (Decimal("96.84"), 100)), ("h", (0, 2) * 6, (0, None))]
)
def test_limits_stay_on_the_scale(unit: str, values: tuple[int, ...], ends: tuple[object, object]) -> None:
    found = limits(series(*values, unit=unit))
    assert found is not None
    assert found.lower == ends[0]
    assert ends[1] is None or found.upper == ends[1]


@given(st.lists(VALUES, min_size=USUAL, max_size=USUAL), st.lists(VALUES, max_size=12))
def test_no_later_result_moves_the_limits(first: list[Decimal], later: list[Decimal]) -> None:
    before, after = limits(series(*first)), limits(series(*first, *later))
    assert before is not None
    assert after is not None
    assert (before.centre, before.mean_range, before.window) == (after.centre, after.mean_range, after.window)


@given(st.lists(VALUES, min_size=USUAL, max_size=30))
def test_signals_are_what_a_reader_would_count(values: list[Decimal]) -> None:
    found = series(*values)
    limit = limits(found)
    assert limit is not None
    outside = {place for place, value in enumerate(values) if not limit.lower <= value <= limit.upper}
    sides = [(value > limit.centre) - (value < limit.centre) for value in values]
    runs = {
        place for place in range(RUN - 1, len(sides)) if abs(sum(sides[place - RUN + 1 : place + 1])) == RUN
    }
    assert {signal.place for signal in signals(found.points, limit)} == outside | runs
