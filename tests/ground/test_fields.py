"""Types of values, and lengths of time."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import read_date, read_moment
from sms_lint.ground.time_units import DURATION_PATTERN


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2026-03-15", "12 months", "2027-03-15"),
        ("2026-01-01", "2 weeks", "2026-01-15"),
        ("2026-01-01", "10 days", "2026-01-11"),
        ("2026-01-01", "36 hours", "2026-01-02"),
        ("9999-11-30", "1 month", "9999-12-30"),
        ("9999-12-30", "9999 years", "9999-12-31"),
    ],
)
def test_a_length_of_time_after_a_day(start: str, length: str, end: str) -> None:
    assert str(read_duration(length).after(date.fromisoformat(start))) == end


@given(st.dates(), st.integers(1, 9999), st.sampled_from(["minute", "hour", "day", "week", "month", "year"]))
def test_no_length_of_time_leads_backwards_or_fails(start: date, number: int, unit: str) -> None:
    length = Duration(number, unit)  # type: ignore[arg-type]  # one of the units
    assert length.after(start) >= start
    assert read_duration(str(length)) == length


def test_a_length_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="zero"):
        read_duration("0 days")


def test_a_time_without_an_offset_counts_as_utc() -> None:
    assert (
        read_moment("2026-03-31 14:05")
        == read_moment("2026-03-31T14:05Z")
        == read_moment("2026-03-31T16:05+02:00")
    )


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_impossible_days_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a day of the calendar"):
        read_date(text)
    with pytest.raises(ValueError, match="not a time of the calendar"):
        read_moment(text)


def test_only_a_close_name_is_suggested() -> None:
    assert nearest("ownr", ["owner", "review"]) == "; did you mean `owner`?"
    assert nearest("OWNER", ["owner"]) == "; did you mean `owner`?"
    assert nearest("colour", ["owner", "review"]) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12 Monate", "12 months"),
        ("1 Jahr", "1 year"),
        ("4 Stunden", "4 hours"),
        ("3 mois", "3 months"),
        ("2 años", "2 years"),
        ("12か月", "12 months"),
        ("5 営業", ""),
        ("12Monate", ""),
        ("Monate 12", ""),
    ],
)
def test_a_length_of_time_in_another_language(text: str, meant: str) -> None:
    found = str(read_duration(text)) if re.fullmatch(DURATION_PATTERN, text) else ""
    assert found == meant
