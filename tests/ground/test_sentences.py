"""What two texts have in common, and which ids a text names."""

from datetime import date

import pytest

from sms_lint.ground.sentences import ago, ids_in, listed, only_repeats


def test_ids_are_found_in_a_text() -> None:
    assert ids_in("See INC-2026-0412, (CHG-2026-0138); not X, nor abcINC-1.") == {
        "INC-2026-0412",
        "CHG-2026-0138",
    }
    assert ids_in("") == frozenset()


@pytest.mark.parametrize(
    ("text", "earlier", "repeats"),
    [
        ("The storage pool was full.", "The storage pool was full and hosting stopped.", True),
        ("The full storage pool", "Storage pool full, hosting stopped", True),
        ("One warning at 90 % came too late to order a shelf.", "The storage pool was full.", False),
        ("Human error", "Three changes had no review.", False),
        ("See above", "See above", True),
        ("—", "Three changes had no review.", False),
        ("", "", False),
    ],
)
def test_a_text_that_only_repeats(text: str, earlier: str, repeats: bool) -> None:
    assert only_repeats(text, earlier) is repeats


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
