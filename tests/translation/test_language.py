"""The files of each language can be read, and fit what they translate; an organisation's own file comes first."""

import re

import pytest

from sms_lint.model.catalogue import load_catalogue
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.translation import ENGLISH, LANGUAGES, catalogue_words, section_names, translation_of, with_own
from sms_lint.translation.templates import filled_holes, holes

REQUIRED = {title for model in kinds().values() if issubclass(model, Document) for title in model.SECTIONS}
OTHERS = [code for code in LANGUAGES if code != "en"]


def test_the_languages_that_are_there() -> None:
    assert set(LANGUAGES) >= {"de", "en", "es", "fr", "ja"}


@pytest.mark.parametrize("code", OTHERS)
def test_every_required_section_has_a_name(code: str) -> None:
    assert translation_of(code).sections.keys() == REQUIRED
    assert all(translation_of(code).sections.values())


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_holes_of_its_sentence(code: str) -> None:
    spoken = translation_of(code)
    every = [spoken.interface, *spoken.findings.values()]
    wrong = {
        english: said
        for group in every
        for english, said in group.items()
        if not filled_holes(said) <= holes(english)
    }
    assert not wrong


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_what_stands_in_code(code: str) -> None:
    """Fields, settings and commands are called the same in every language."""
    quoted = re.compile(r"`[^`]*`")
    wrong = {
        english: said
        for group in translation_of(code).findings.values()
        for english, said in group.items()
        if {code for code in quoted.findall(english) if "{" not in code}
        != {code for code in quoted.findall(said) if "{" not in code}
    }
    assert not wrong


def test_a_section_is_known_by_the_names_of_every_language() -> None:
    assert {"purpose", "zweck", "objet", "目的"} <= section_names("Purpose", ENGLISH)
    assert section_names("Unheard of", ENGLISH) == {"unheard of"}


def test_every_obligation_of_a_catalogue_is_translated() -> None:
    words = catalogue_words("de")
    book = load_catalogue("iso-iec-20000-1-2018")
    assert {obligation.text for clause in book.clauses for obligation in clause.obligations} <= words.keys()
    assert {clause.title for clause in book.clauses} | {item.name for item in book.items} <= words.keys()
    assert load_catalogue(book.name, "de").clauses[0].title == "Kontext der Organisation"
    assert load_catalogue(book.name, "fr").clauses == book.clauses


def test_what_an_organisation_says_itself_comes_first() -> None:
    own = with_own(
        translation_of("de"),
        {
            "sections": {"Purpose": ["Wozu"], "Scope": "Wofür"},
            "interface": {"Owner": "Eigner"},
            "findings": {"overdue-review": {"x {0}": "y {0}"}},
        },
    )
    assert own.section("Purpose") == "Wozu"
    assert {"wozu", "zweck"} <= section_names("Purpose", own)
    assert own.section("Scope") == "Wofür"
    assert own.say("Owner") == "Eigner"
    assert own.finding("overdue-review", "x 1") == "y 1"
    assert own.section("Results") == translation_of("de").section("Results")


def test_a_language_without_files_is_english() -> None:
    assert translation_of("nl").section("Purpose") == "Purpose"
    assert translation_of("nl").code == "nl"
    assert translation_of("nl").say("Owner") == "Owner"
    assert translation_of("nl").finding("x", "Owner") == "Owner"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"menu": {}}, "`menu` is none of its groups"),
        ({"sections": ["Purpose"]}, "`sections` holds no texts"),
        ({"sections": {"Purpose": {"a": "b"}}}, "the section `Purpose` has no list of names"),
        ({"interface": {"Owner": ["a"]}}, "`interface` holds no text for `Owner`"),
        ({"interface": {"Owner": "<img src=x>"}}, "`interface` may write no other tags for `Owner`"),
        ({"interface": {"<b>{0}</b>": "{0}<script"}}, "`interface` may write no other tags"),
        ({"interface": {"Owner": "[x](javascript:y)"}}, "`interface` may write no other tags"),
        ({"findings": {"overdue-review": "x"}}, "`findings.overdue-review` holds no texts"),
    ],
)
def test_what_is_no_file_of_translations(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        with_own(ENGLISH, given)
