"""Calendar lines, read as RFC 5545 says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.calendar_lines import calendar_lines, folded
from sms_lint.ground.output.characters import visible
from tests.ground.output.hostile import HOSTILE


def content_lines(file: str) -> list[tuple[str, str]]:
    """Name and value of every line of content: unfolded (3.1), the text unescaped (3.3.11); anything else is refused."""
    assert file == "" or file.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", file)
    assert all(len(part.encode()) <= 75 for part in file.split("\r\n"))
    unfolded = file.replace("\r\n ", "").split("\r\n")[:-1]
    pairs = [line.partition(":") for line in unfolded]
    return [(name, _text(value)) for name, _, value in pairs]


def _text(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,n])*", value)
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


def test_an_honest_value_arrives() -> None:
    pairs = [
        ("BEGIN", "VEVENT"),
        ("DTSTART;VALUE=DATE", "20261031"),
        ("SUMMARY", "Review: a, b; c\\d\nand ä 😀" * 9),
    ]
    assert content_lines(calendar_lines(pairs)) == pairs


@given(st.lists(HOSTILE, max_size=4))
def test_any_text_stays_the_value_of_its_property(values: list[str]) -> None:
    read = content_lines(calendar_lines(("SUMMARY", value) for value in values))
    assert read == [("SUMMARY", visible(value.replace("\r\n", "\n"))) for value in values]


@pytest.mark.parametrize("name", ["SUMMARY\r\nATTACH", "SUMMARY:x", "", "SUMMARY;X=a:b", "summary"])
def test_a_name_that_is_not_ours_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a property"):
        calendar_lines([(name, "x")])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=400))
def test_folding_loses_nothing(line: str) -> None:
    parts = list(folded(line))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part[0] == " " for part in parts[1:])
