"""The lists of words: every file of a language can be read, and says what the others say."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground import language_words
from sms_lint.ground.language_words import LanguageWords, as_spaced, languages, words
from sms_lint.ground.substance import denies_deviation, says_nothing

FOLDER = Path(language_words.__file__).parent / "words"


def test_every_file_is_a_language() -> None:
    assert len(languages()) == len(list(FOLDER.iterdir()))
    assert {"English", "German", "French", "Spanish", "Japanese"} <= {
        language.name for language in languages()
    }


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.name)
def test_a_language_says_none_and_nothing_and_that_nothing_went_wrong(language: LanguageWords) -> None:
    assert len(language.none) > 10
    assert len(language.unsaid) > 30
    assert not language.none & language.unsaid, "a text that says none does not leave it open"
    assert language.denials or (
        language.leading and language.negating and language.went_wrong and language.around
    )


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.name)
def test_what_a_language_lists_is_judged_so(language: LanguageWords) -> None:
    assert all(says_nothing(" ".join(text)) for text in (*language.none, *language.unsaid))
    assert all(denies_deviation(" ".join(text)) for text in language.denials)


def test_words_of_two_languages_together_deny_nothing() -> None:
    """Each language is judged by its own words: a mixture may be a sentence in neither."""
    assert not denies_deviation("no Ausfall")
    assert not denies_deviation("kein outage")


def test_a_file_with_another_list_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing_at_all"):
        language_words._language({"language": "X", "nothing_at_all": []})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Changes are made so that services improve", 7),
        ("Änderungen überraschen niemanden", 3),
        ("安全な変更", 3),
        ("本方針は、サービスに対する変更を安全に実施するための規則を定め、すべての利用者を保護する。", 22),
        ("นโยบายการเปลี่ยนแปลง", 10),
        ("변경 관리 방침", 3),
        ("SLA の目標", 3),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert len(as_spaced(text).split()) == pytest.approx(words, abs=1)


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_words_are_those_of_the_normal_form_in_small_letters(text: str) -> None:
    assert words(text) == tuple(word.casefold() for word in re.findall(r"[^\W_]+", normalize("NFKC", text)))
