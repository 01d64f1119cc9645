"""Which way a figure goes: only as far as its results say so."""

from decimal import Decimal

import pytest

from sms_lint.measure.series import Course, Direction, Series, course
from tests.measure.test_control import series


def going(*values: object, direction: Direction = "higher") -> Course | None:
    return course(series(*values)._replace(direction=direction))


def test_too_few_results_have_no_course() -> None:
    assert going(1, 2, 3, 4, 5) is None
    assert going(None, 2, 3, 4, 5, 6) is None


@pytest.mark.parametrize("values", [(5,) * 6, (9, 11, 9, 11, 9, 11), (10, 14, 10, 11, 15, 11)])
def test_usual_variation_is_steady(values: tuple[int, ...]) -> None:
    found = going(*values)
    assert found is not None
    assert found.word == "steady"


@pytest.mark.parametrize(
    ("direction", "word"), [("higher", "better"), ("lower", "worse"), ("band", "higher")]
)
def test_a_rise_is_better_or_worse_by_the_direction(direction: Direction, word: str) -> None:
    assert going(1, 1, 1, 9, 9, 9, direction=direction) == Course(word, Decimal(1), Decimal(9), 3)  # type: ignore[arg-type]


def test_the_newest_are_compared_and_none_before_them() -> None:
    found = going(100, 100, 100, 9, 9, 9, 1, 1, 1)
    assert found is not None
    assert found == Course("steady", Decimal(9), Decimal(1), 3)
    assert going(9, 9, 9, 1, 1, 1) == Course("worse", Decimal(9), Decimal(1), 3)


def test_a_series_begins_where_something_is_known() -> None:
    found: Series = series(None, None, 3, None, 4)
    assert [point.value for point in found.begun.points] == [3, None, 4]
    assert series().begun.points == ()
