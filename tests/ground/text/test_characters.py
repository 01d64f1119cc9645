"""Characters that nobody can see, and letters of other alphabets that look Latin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text import character_flaws


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain\ttext\n",
        "Größe, façade, 5 – 7 × 3, “quoted” …",
        "Ωmega alone: Ω",
        "Москва",
        "git-посібник",
        "µs and °C",
        "漢字",
        "a\u00a0b",
    ],
)
def test_ordinary_text_is_silent(text: str) -> None:
    assert list(character_flaws(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🚒 and 🏳\ufe0f\u200d🌈",
        "می\u200cرود",
        "क्\u200dष",
        "שלום\u200f (SLA)\u200e",
        "สวัสดี\u200bครับ",
    ],
)
def test_what_belongs_to_spelling_is_silent(text: str) -> None:
    assert list(character_flaws(text)) == []


PARTED = "---\nid: A\n---\nDie Ver\u00adfüg\u00adbarkeits\u00adplanung gilt.\n"


def test_long_words_may_be_parted_in_prose() -> None:
    assert list(character_flaws(PARTED, PARTED.index("Die"))) == []
    for text in ("`kill\u00adall`", "Change \u00admanager", "POL-\u00ad1"):
        assert [flaw.rule for flaw in character_flaws(text, 0)] == ["hidden-character"]
    value = "---\nid: A\u00adB\n---\nText\n"
    assert [flaw.start for flaw in character_flaws(value, value.index("Text"))] == [value.index("\u00ad")]


@given(
    st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u061c\u202e"), st.sampled_from(("Ab", "a1", "x-y", "é é"))
)
def test_the_same_character_among_latin_letters_is_told(sign: str, around: str) -> None:
    assert [flaw.rule for flaw in character_flaws(f"{around[0]}{sign}{around[1:]}")] == ["hidden-character"]


@pytest.mark.parametrize(
    ("text", "rule", "at", "words"),
    [
        ("\ufeffkind: risk", "hidden-character", 0, "U+FEFF"),
        ("a\u200bb", "hidden-character", 1, "zero width space"),
        ("a\u202eb", "hidden-character", 1, "right-to-left override"),
        ("a\u2066b", "hidden-character", 1, "left-to-right isolate"),
        ("a\u2028b", "hidden-character", 1, "line separator"),
        ("a\x85b", "hidden-character", 1, "U+0085"),
        ("a\x07b", "hidden-character", 1, "U+0007"),
        ("a\u00adb", "hidden-character", 1, "soft hyphen"),
        ("a\r\nb", "line-ends", 1, "carriage return"),
        ("ch\u0430nge", "look-alike-character", 2, "cyrillic small letter a"),
        ("POL-\u0421HG", "look-alike-character", 4, "U+0421"),
        ("POL-\u0421\u041d", "look-alike-character", 4, "U+0421"),
        ("\uff21BC", "look-alike-character", 0, "fullwidth"),
    ],
)
def test_a_character_is_named_at_its_place(text: str, rule: str, at: int, words: str) -> None:
    (flaw,) = character_flaws(text)
    assert (flaw.rule, flaw.start) == (rule, at)
    assert words in flaw.message


@given(st.text(max_size=100))
def test_places_lie_inside(text: str) -> None:
    for flaw in character_flaws(text):
        assert 0 <= flaw.start < flaw.end <= len(text)


def test_a_binary_file_stays_readable() -> None:
    assert len(list(character_flaws("\x00a" * 10_000))) == 50
