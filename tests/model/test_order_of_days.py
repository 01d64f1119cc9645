"""The order of days that a kind states: said where it is broken, once for each day, and never where days are missing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.columns import field_forms
from sms_lint.model.kind import Kind
from sms_lint.model.kinds import kinds

COURSES = [(model.KIND, course) for model in kinds().values() for course in model.KIND.courses]
DAYS = st.lists(st.none() | st.integers(0, 60), min_size=4, max_size=4)


def _faults(kind: Kind, course: tuple[str, ...], days: list[int | None]) -> list[str]:
    first = date(2026, 1, 1)
    row = {
        name: str(first + timedelta(days=day))
        for name, day in zip(course, days, strict=False)
        if day is not None
    }
    order = [rule for rule in kind.value_rules if rule.field in course and set(rule.needs) <= set(course)]
    return [message for rule in order if (message := rule.fault(row))]


@given(st.sampled_from(COURSES), DAYS)
def test_days_that_go_back_are_said_and_others_are_not(
    stated: tuple[Kind, tuple[str, ...]], days: list[int | None]
) -> None:
    kind, course = stated
    given_days = [day for day in days[: len(course)] if day is not None]
    backwards = sum(later < earlier for earlier, later in pairwise(given_days))
    assert len(_faults(kind, course, days)) == backwards


@pytest.mark.parametrize(("kind", "course"), COURSES, ids=lambda value: getattr(value, "name", ""))
def test_a_course_is_of_fields_of_its_kind(kind: Kind, course: tuple[str, ...]) -> None:
    names = {form.name for form in field_forms(kinds()[kind.name])}
    assert len(course) > 1
    assert set(course) <= names
