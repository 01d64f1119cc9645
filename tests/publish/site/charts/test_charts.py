"""Charts: well formed, under the policy of the site, told in words, and every mark where its value is."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.series import Point, Series
from sms_lint.publish.site.charts.canvas import Box, labelled, right_of, round_scale
from sms_lint.publish.site.charts.control import control
from sms_lint.publish.site.charts.small import bullet, sparkline
from sms_lint.publish.site.charts.trend import trend
from sms_lint.publish.site.seal import faults

VALUES = st.decimals(-10_000, 10_000, places=2)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
STATUSES = st.sampled_from(["met", "missed", "no target", "sample too small"])
POINTS = st.builds(
    lambda value, status, low: Point("2026-01", value, low, None, status),
    st.none() | VALUES,
    STATUSES,
    st.none() | VALUES,
)
SERIES = st.builds(
    lambda name, unit, points, warning: Series("KPI-X", name, unit, "higher", tuple(points), warning),
    NAMES,
    NAMES,
    st.lists(POINTS, max_size=24),
    st.none() | VALUES,
)
SVG = "{http://www.w3.org/2000/svg}"


def point(period: str, value: str | None, status: str = "met") -> Point:
    return Point(period, None if value is None else Decimal(value), Decimal(95), None, status)  # type: ignore[arg-type]


def months(*values: str | None) -> Series:
    points = tuple(
        point(f"2026-{place:02}", value, "met" if value and Decimal(value) >= 95 else "missed")
        for place, value in enumerate(values, 1)
    )
    return Series("KPI-X", "Incidents in target", "%", "higher", points)


def classes(drawn: str) -> list[str]:
    return [element.get("class", "").removeprefix("sms-") for element in ElementTree.fromstring(drawn).iter()]


@given(SERIES)
def test_any_series_is_drawn_under_the_policy(series: Series) -> None:
    for drawn in (trend(series, "a"), control(series, "b"), sparkline(series, "c")):
        if drawn:
            assert not list(faults(f"<article>{drawn}</article>", frozenset()))
            picture = ElementTree.fromstring(drawn)
            named = {element.get("id") for element in picture if element.tag in (f"{SVG}title", f"{SVG}desc")}
            assert set(picture.get("aria-labelledby", "").split()) == named
            assert picture.get("role") == "img"
            assert all(element.text for element in picture if element.get("id"))


@given(SERIES)
def test_every_known_result_has_one_mark_inside_the_picture(series: Series) -> None:
    drawn = trend(series, "a")
    marks = [name for name in (classes(drawn) if drawn else ()) if name in ("dot", "cross", "ring")]
    assert len(marks) == len(series.known)
    for x, y in re.findall(r'c[xy]="([-\d.]+)" cy="([-\d.]+)"', drawn):
        assert 0 <= float(x) <= 400
        assert 0 <= float(y) <= 220


def test_nothing_is_drawn_of_nothing() -> None:
    empty = months()
    assert trend(empty, "a") == control(empty, "b") == sparkline(empty, "c") == ""
    assert trend(months(None, None), "a") == ""


def test_a_miss_has_another_shape_and_no_target_a_third() -> None:
    series = months("96", "90", "97")
    untold = series._replace(points=(*series.points, point("2026-04", "93", "no target")))
    marks = [name for name in classes(trend(untold, "a")) if name in ("dot", "cross", "ring")]
    assert marks == ["dot", "cross", "dot", "ring"]


def test_a_line_is_broken_where_nothing_is_known() -> None:
    assert classes(trend(months("96", "97", None, "95", "96"), "a")).count("course") == 2
    assert classes(trend(months("96", "97", "95", "96"), "a")).count("course") == 1


def test_the_words_say_what_the_picture_shows() -> None:
    drawn = trend(months("96", "90", "97"), "a")
    assert (
        "3 results from 2026-01 to 2026-03, between 90 and 97 %; the newest is 97. 2 of 3 reached their target."
        in drawn
    )
    assert "2026-02: 90 %, missed" in drawn


def test_the_chart_of_limits_says_which_results_they_do_not_explain() -> None:
    usual = ("95", "96", "95", "96", "95", "96", "95", "96", "95", "96", "95")
    assert "No result says that anything changed" in control(months(*usual), "a")
    drawn = control(months(*usual, "40"), "a")
    assert "None are declared, so these are the first results." in drawn
    assert "Outside: 2026-12." in drawn
    assert "diamond" in classes(drawn)


@pytest.mark.parametrize(("actual", "reached", "shape"), [("96", True, "dot"), ("94", False, "cross")])
def test_a_bullet_says_how_far_it_is(actual: str, reached: bool, shape: str) -> None:
    drawn = bullet("OBJ-1", "a", "%", Decimal(91), Decimal(95), Decimal(actual), reached)
    assert shape in classes(drawn)
    assert f"From 91 % to {actual} %; the target 95 % is {'reached' if reached else 'not reached'}." in drawn


@given(st.decimals(-100, 100, places=1), st.decimals(-100, 100, places=1), st.decimals(-100, 100, places=1))
def test_a_bullet_stays_in_its_frame(baseline: Decimal, target: Decimal, actual: Decimal) -> None:
    drawn = bullet("OBJ-1", "a", "%", baseline, target, actual, reached=False)
    places = [float(found) for found in re.findall(r'(?:x|x1|x2|cx)="([-\d.]+)"', drawn)]
    assert all(0 <= place <= 170 for place in places)


@given(st.lists(VALUES, min_size=1, max_size=20), st.integers(2, 6))
def test_a_scale_has_round_numbers_around_all_values(values: list[Decimal], count: int) -> None:
    scale, ticks = round_scale(values, 0, 100, count)
    assert ticks[0] == scale.low <= min(values)
    assert ticks[-1] == scale.high >= max(values)
    assert len(ticks) <= 2 * count + 3
    assert len({following - tick for tick, following in pairwise(ticks)}) == 1


def test_a_scale_begins_at_zero_where_values_come_near_it() -> None:
    assert round_scale([Decimal(1), Decimal(5)], 0, 100)[1][0] == 0
    assert round_scale([Decimal(90), Decimal(98)], 0, 100)[1][0] == 90


@given(st.lists(st.floats(0, 100), max_size=6))
def test_words_beside_a_chart_never_touch(heights: list[float]) -> None:
    drawn = "".join(right_of(Box(0, 0, 10, 100), [(height, "a", "small") for height in heights]))
    feet = [float(found) for found in re.findall(r' y="([-\d.]+)"', drawn)]
    assert len(feet) == len(heights)
    assert all(following - foot >= 12.8 for foot, following in pairwise(feet))


@given(st.integers(1, 60), st.integers(2, 6))
def test_the_last_period_has_its_name_and_few_others(count: int, most: int) -> None:
    found = labelled(count, most)
    assert found[-1] == count - 1
    assert len(found) <= most
