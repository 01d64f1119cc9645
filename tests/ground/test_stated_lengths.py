"""Lengths of time in sentences, and working days in the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.durations import Duration
from sms_lint.ground.stated_lengths import stated_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("reviewed within five working days", "5 working days"),
        ("A failed test is repeated within 90 days", "90 days"),
        ("Quarterly, 60 items drawn by the tool", "3 months"),
        ("within one month, and yearly after that", "1 month"),
        ("innerhalb von 5 Arbeitstagen", "5 working days"),
        ("jährlich", "12 months"),
        ("vierteljährlich", "3 months"),
        ("4 hours", "4 hours"),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, length: str) -> None:
    assert str(stated_length(text)) == length


@pytest.mark.parametrize(
    "text",
    ["", "as soon as possible", "in 2026", "five of them", "a year later", "zero days", "3.5 days", "0 days"],
)
def test_what_states_none_is_none(text: str) -> None:
    assert stated_length(text) is None


@given(
    st.integers(1, 400),
    st.sampled_from(["days", "weeks", "months", "working days", "hours"]),
    st.text(max_size=20),
)
def test_any_number_and_unit_is_found_in_a_sentence(number: int, unit: str, around: str) -> None:
    found = stated_length(f"{''.join(sign for sign in around if not sign.isalnum())} within {number} {unit}")
    assert found is not None
    assert found.number == number


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_so_many_days_from_monday_to_friday_lie_between(start: date, number: int) -> None:
    last = Duration(number, "working day").after(start)
    between = (start + timedelta(days=day) for day in range(1, (last - start).days + 1))
    assert sum(day.weekday() < 5 for day in between) == number
    assert last.weekday() < 5
