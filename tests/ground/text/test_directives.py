"""Directives are made harmless, and no word of them is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.directives import DIRECTIVE, harmless


@pytest.mark.parametrize("text", ["a {b} c", "{#name}", "5 {%", "x::y", '{"a": {"b": 1}}'])
def test_what_is_no_directive_stays(text: str) -> None:
    assert harmless(text) == text or "{%" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% include "x.md" %}', '‹% include "x.md" %›'),
        ("{{ name }} and {{other", "‹‹ name ›› and ‹‹other"),
        ("--8<-- x", "--8 <-- x"),
        ("!include x", "\\!include x"),
        ("<!-- #include x -->", "<!-- # include x -->"),
    ],
)
def test_a_directive_shows_and_does_nothing(text: str, expected: str) -> None:
    assert harmless(text) == expected


@given(
    st.lists(
        st.sampled_from(["{", "%", "}", "!", "include", "8<", "-", "::: include", "\n", "#", "<!--", " "])
    ).map("".join)
)
def test_no_directive_is_left_and_no_word_lost(text: str) -> None:
    found = harmless(text)
    assert not DIRECTIVE.search(found)
    assert re.findall(r"\w+", found) == re.findall(r"\w+", text)
