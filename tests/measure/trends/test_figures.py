"""The statistics of trends, against what is known of them and against counting it out."""

from collections.abc import Sequence
from itertools import product
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.trends.figures import (
    FEWEST,
    Point,
    as_many,
    as_uneven,
    chance_words,
    line_through,
    rate_interval,
)

SMALL = st.integers(-1000, 1000).map(lambda number: number / 8)


@given(SMALL, SMALL, st.integers(FEWEST, 30))
def test_points_on_a_line_give_the_line(slope: float, start: float, count: int) -> None:
    line = line_through([(float(moment), start + slope * moment) for moment in range(count)])
    assert line is not None
    assert (line.slope, line.low, line.high) == (slope, slope, slope)
    assert line.intercept == start
    assert line.sign == (slope > 0) - (slope < 0)


@given(SMALL, st.floats(-1e6, 1e6), st.integers(0, 11))
def test_no_single_month_bends_it(slope: float, wild: float, where: int) -> None:
    points = [(float(moment), slope * moment) for moment in range(12)]
    points[where] = (float(where), wild)
    line = line_through(points)
    assert line is not None
    assert line.slope == slope


@settings(max_examples=50)
@given(st.lists(SMALL, min_size=FEWEST, max_size=14), SMALL)
def test_it_moves_and_turns_with_its_points(values: Sequence[float], more: float) -> None:
    points: list[Point] = [(float(moment), value) for moment, value in enumerate(values)]
    line = line_through(points)
    moved = line_through([(moment, value + more) for moment, value in points])
    turned = line_through([(moment, -value) for moment, value in points])
    assert line is not None
    assert moved is not None
    assert turned is not None
    assert moved.slope == pytest.approx(line.slope)
    assert turned.slope == pytest.approx(-line.slope)
    assert turned.low == pytest.approx(-line.high)
    assert turned.high == pytest.approx(-line.low)
    assert line.low <= line.slope <= line.high
    above = sum(value > line.intercept + line.slope * moment + 1e-9 for moment, value in points)
    below = sum(value < line.intercept + line.slope * moment - 1e-9 for moment, value in points)
    assert max(above, below) <= len(points) / 2, "half of the points lie on either side"


def test_a_few_points_are_no_line() -> None:
    assert line_through([(float(moment), 1.0) for moment in range(FEWEST - 1)]) is None
    assert line_through([(1.0, float(value)) for value in range(20)]) is None, "one moment is one moment"


@pytest.mark.parametrize(("now", "before"), [(0, 0), (1, 0), (3, 1), (5, 5), (2, 7), (9, 1)])
def test_the_chance_of_two_counts_is_that_of_so_many_tosses(now: int, before: int) -> None:
    total = now + before
    tosses = [sum(each) for each in product((0, 1), repeat=total)]
    as_far = sum(abs(2 * heads - total) >= abs(now - before) for heads in tosses)
    assert as_uneven(now, before) == pytest.approx(min(1.0, as_far / len(tosses)))


@given(st.integers(0, 12), st.integers(1, 200).map(lambda number: number / 16))
def test_the_chance_of_so_many_is_what_the_others_leave(count: int, expected: float) -> None:
    from math import exp

    fewer = sum(exp(-expected) * expected**number / factorial(number) for number in range(count))
    assert as_many(count, expected) == pytest.approx(1 - fewer, abs=1e-9)


@pytest.mark.parametrize(("now", "before"), [(260, 241), (300, 201), (251, 250)])
def test_many_are_judged_as_a_few_less_are(now: int, before: int) -> None:
    assert as_uneven(now, before) == pytest.approx(as_uneven(now - 1, before - 1), abs=0.005)
    assert as_many(now * 2, 500.1) == pytest.approx(as_many(now * 2, 499.9), abs=0.02)
    assert as_many(10**6, 10.0**6) == pytest.approx(0.5, abs=0.01)


def test_where_nothing_is_expected_something_is_a_surprise() -> None:
    assert (as_many(0, 0.0), as_many(1, 0.0)) == (1.0, 0.0)
    assert [chance_words(chance) for chance in (0.0, 0.0004, 0.001, 0.25)] == [
        "< 0.001",
        "< 0.001",
        "0.001",
        "0.250",
    ]


@pytest.mark.parametrize("count", [1, 2, 5, 10, 40])
def test_the_interval_of_a_rate_leaves_one_in_twenty_on_each_side(count: int) -> None:
    low, high = rate_interval(count)
    assert low < count < high
    assert as_many(count, low) == pytest.approx(0.05, abs=0.012)
    assert 1 - as_many(count + 1, high) == pytest.approx(0.05, abs=0.012)
    assert rate_interval(0)[0] == 0
