"""What was probably meant: a word processor's signs, another notation; never a guess where there are two readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.likely_meant import (
    as_clause,
    as_date,
    as_duration,
    as_id,
    as_number,
    as_role,
    as_typed,
    as_version,
)


@pytest.mark.parametrize(
    ("slip", "written"),
    [
        (as_date, "3/4/2026"),
        (as_role, "P-003"),
        (as_clause, "8.6.x"),
        (as_number, "1,234"),
        (as_version, "final"),
    ],
)
def test_what_may_mean_two_things_is_left_alone(slip: object, written: str) -> None:
    assert slip(written) == written  # type: ignore[operator]  # each takes and gives a text


@pytest.mark.parametrize(
    ("slip", "written", "meant"),
    [
        (as_id, "pol_chg", "POL-CHG"),
        (as_role, "Change Manager", "change-manager"),
        (as_role, "QA", "qa"),
        (as_date, "1.9.2026", "2026-09-01"),
        (as_date, "2026/9/1", "2026-09-01"),
        (as_duration, "Yearly", "12 months"),
        (as_duration, "12months", "12 months"),
        (as_number, "4,5 %", "4.5"),
        (as_version, "v2.1", "2.1"),
        (as_version, "2", "2.0"),
        (as_clause, "8.5.1.1", "20000-1:8.5.1.1"),
    ],
)
def test_another_notation(slip: object, written: str, meant: str) -> None:
    assert slip(written) == meant  # type: ignore[operator]  # each takes and gives a text


@given(
    st.from_regex(r"[A-Z]{2,4}-[0-9]{1,4}", fullmatch=True),
    st.sampled_from("\u2010\u2011\u2012\u2013\u2014\u2212-"),
    st.sampled_from(["", "\u201c", "\u201e", "\u00ab", "'", '"', "\u00a0"]),
    st.sampled_from(["", "\u201d", "\u201c", "\u00bb", "'", '"', "\u202f"]),
)
def test_the_signs_of_a_word_processor(text: str, dash: str, before: str, after: str) -> None:
    assert as_typed(f"{before}{text.replace('-', dash)}{after}") == text
