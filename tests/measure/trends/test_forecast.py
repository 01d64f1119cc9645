"""When a threshold is reached: found again by following the line day by day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.trends.figures import line_through
from sms_lint.measure.trends.forecast import HORIZON, Series, when

ORIGIN = date(2026, 1, 1)


def series(threshold: str, values: list[float], above: bool = True) -> Series:
    days = {ORIGIN + timedelta(30 * number): Decimal(repr(value)) for number, value in enumerate(values)}
    return Series("Store", "TB", days, Decimal(threshold), "CAP-1", above)


def reached(threshold: str, values: list[float], above: bool = True) -> tuple[date | None, ...]:
    found = series(threshold, values, above)
    line = line_through([((day - ORIGIN).days, float(value)) for day, value in found.values.items()])
    assert line is not None
    return when(found, line, ORIGIN, max(found.values))


@given(st.lists(st.integers(0, 80).map(float), min_size=6, max_size=12), st.integers(1, 160), st.booleans())
def test_it_is_the_first_day_on_which_the_line_is_there(
    values: list[float], threshold: int, above: bool
) -> None:
    found = series(str(threshold), values, above)
    newest = max(found.values)
    line = line_through([((day - ORIGIN).days, float(value)) for day, value in found.values.items()])
    assert line is not None
    sign = 1 if above else -1
    for day, slope, start in zip(
        when(found, line, ORIGIN, newest),
        (line.slope, line.high if above else line.low, line.low if above else line.high),
        (
            line.intercept,
            line.intercept_high if above else line.intercept_low,
            line.intercept_low if above else line.intercept_high,
        ),
        strict=True,
    ):
        days = [(newest + timedelta(more) - ORIGIN).days for more in range(HORIZON + 1)]
        there = [number for number in days if sign * (start + slope * number - threshold) >= -1e-9]
        expected = ORIGIN + timedelta(there[0]) if there else None
        if day is None or expected is None:
            assert day == expected or abs(((day or expected or newest) - newest).days - HORIZON) <= 1
        else:
            assert abs((day - expected).days) <= 1


def test_it_rises_or_falls_towards_its_threshold() -> None:
    rising = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    assert reached("90", rising) == (date(2026, 8, 29),) * 3
    assert reached("90", rising[::-1]) == (None, None, None), "what falls does not pass an upper bound"
    assert reached("5", rising[::-1], above=False) == (date(2026, 6, 15),) * 3
    assert reached("60", rising)[0] == date(2026, 5, 31), "the newest value is there"
    assert reached("9000", rising) == (None, None, None), "not in two years"


@pytest.mark.parametrize("above", [True, False])
def test_what_is_earliest_is_not_after_what_is_latest(above: bool) -> None:
    values = [50.0, 52.0, 49.0, 55.0, 57.0, 54.0, 60.0, 58.0]
    middle, earliest, latest = reached("70", values if above else [120 - value for value in values], True)
    if above:
        assert middle is not None
        assert earliest is not None
        assert earliest <= middle
        assert latest is None or middle <= latest
