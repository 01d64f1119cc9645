"""Better and worse follow from two figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.comparison import compared
from sms_lint.measure.series import Direction

VALUES = st.decimals(-1000, 1000, places=2)
DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(["higher", "lower", "band"])
BAND = (Decimal(-5), Decimal(5))


@given(DIRECTIONS, VALUES)
def test_a_value_is_unchanged_against_itself(direction: Direction, value: Decimal) -> None:
    assert compared(direction, value, value, BAND) == "unchanged"


@given(DIRECTIONS, VALUES, VALUES)
def test_what_is_better_one_way_is_worse_the_other(
    direction: Direction, now: Decimal, before: Decimal
) -> None:
    opposite = {"better": "worse", "worse": "better", "unchanged": "unchanged"}
    assert compared(direction, before, now, BAND) == opposite[compared(direction, now, before, BAND)]


@pytest.mark.parametrize(
    ("direction", "now", "before", "word"),
    [
        ("higher", "93.4", "96.6", "worse"),
        ("lower", "5.8", "5.9", "better"),
        ("band", "2.1", "-4.9", "unchanged"),
        ("band", "6", "-8", "better"),
        ("band", "6", "2", "worse"),
    ],
)
def test_known_ones(direction: Direction, now: str, before: str, word: str) -> None:
    assert compared(direction, Decimal(now), Decimal(before), BAND) == word
