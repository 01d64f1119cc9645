"""Names and spans of time in sentences, and which ids a text names."""

from datetime import date

import pytest

from sms_lint.ground.sentences import ago, alternatives, ids_in, joined, listed, plural, without_ids


def test_ids_are_found_in_a_text() -> None:
    assert ids_in("See INC-2026-0412, (CHG-2026-0138); not X, nor abcINC-1.") == {
        "INC-2026-0412",
        "CHG-2026-0138",
    }
    assert ids_in("") == frozenset()


def test_a_day_in_the_past() -> None:
    assert ago(date(2026, 10, 30), date(2026, 10, 31)) == "1 day ago"
    assert ago(date(2026, 10, 1), date(2026, 10, 31)) == "30 days ago"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (tuple("abcdefg"), "a, b, c, d, e and 2 more"),
    ],
)
def test_names_in_a_sentence(names: tuple[str, ...], sentence: str) -> None:
    assert listed(names) == sentence


@pytest.mark.parametrize(
    ("names", "sentence"),
    [((), ""), (("a",), "`a`"), (("a", "b"), "`a` or `b`"), (("a", "b", "c"), "`a`, `b` or `c`")],
)
def test_values_of_which_one_will_do(names: tuple[str, ...], sentence: str) -> None:
    assert alternatives(names) == sentence
    assert joined(names, "or") == sentence.replace("`", "")


def test_how_many() -> None:
    assert [plural(number, "text") for number in (0, 1, 2000)] == ["0 texts", "1 text", "2,000 texts"]


def test_a_text_without_its_ids() -> None:
    assert without_ids("By CHG-2026-0138, at 95 %").split() == ["By", ",", "at", "95", "%"]
