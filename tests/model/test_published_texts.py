"""Texts that anybody may read, and lists that are made from a copy: what of them is copied is found without them."""

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.word_groups import grouped_words
from sms_lint.model.catalogue import Catalogue, load_catalogue
from sms_lint.model.published_text import (
    GROUP_WORDS,
    PublishedText,
    copies,
    published_from,
    read_published,
    shipped_published,
    written_published,
)

CONTACT = "For each customer, there shall be a designated contact responsible for managing the relationship with them."
# In the manner of a standard, and of none.
INVENTED = (
    "The lighthouse shall paint its northern stairs every second spring before the gulls return from the southern bays.\n\n"
    "a) Lamps are cleaned.\n"
    "b) The keeper shall write into the grey book how many ships went by, under which flag and how fast."
)


def texts(catalogue: Catalogue) -> list[str]:
    own = [obligation.text for clause in catalogue.clauses for obligation in clause.obligations]
    return [*own, *(clause.summary for clause in catalogue.clauses)]


def made(text: str) -> PublishedText:
    found = published_from("Lighthouses", text)
    assert found is not None
    return found


@pytest.mark.parametrize("name", sorted(shipped_published()))
def test_a_catalogue_says_in_its_own_words_what_is_published(name: str) -> None:
    published = shipped_published()[name]
    said = texts(load_catalogue(name))
    assert [found for text in said for found in copies(text, [published], published.words)] == []


@pytest.mark.parametrize(
    "change", [str, str.upper, lambda text: text.replace(",", ""), lambda text: f"- {text}"]
)
def test_a_copied_sentence_is_noticed_whatever_its_commas(change: type[str]) -> None:
    text = change(CONTACT)
    (found,) = copies(text, shipped_published().values(), 10)
    assert text[found.start : found.end].rstrip(".").casefold().startswith("for each customer")
    assert found.words == len(grouped_words(CONTACT))
    assert found.standard == "FitSM-1, version 3.0"


@pytest.mark.parametrize(
    "text",
    [
        "Name for each customer one person who looks after the relationship.",
        "responsible for managing the relationship with them",
        "For each customer, there shall be a designated contact.",
        "",
    ],
)
def test_own_words_and_short_phrases_are_nobodys(text: str) -> None:
    assert not list(copies(text, shipped_published().values(), 10))


def test_a_stretch_within_other_words_has_its_place() -> None:
    text = f"Our rule for customers: {CONTACT[:-1]} and nobody else. {CONTACT}"
    first, second = copies(text, shipped_published().values(), 10)
    assert text[first.start : first.end] == CONTACT[:-1]
    assert text[second.start : second.end] == CONTACT[:-1]


def test_a_list_made_from_a_copy_finds_its_sentences_with_another_subject_too() -> None:
    published = read_published(written_published(made(INVENTED)))
    assert published == made(INVENTED)
    copied = INVENTED.replace("The lighthouse", "Fenmoor").replace("b) ", "* ")
    assert len(list(copies(copied, [published], GROUP_WORDS))) == 2
    own = "We paint the stairs every second spring and write down how many ships went by."
    assert not list(copies(own, [published], GROUP_WORDS))


@pytest.mark.parametrize(
    "text", ["", "Short. Sentences. Only, and nothing else.", "a) one two three\n\nb) four five six seven"]
)
def test_of_short_sentences_there_is_no_list(text: str) -> None:
    assert published_from("Nothing", text) is None


def test_a_text_without_spaces_is_compared_too() -> None:
    text = "組織は各顧客との関係を管理する責任を負う連絡担当者を指名しなければならない。"
    published = made(text)
    assert list(copies(f"方針。{text}", [published], GROUP_WORDS))
    assert not list(copies("当社では担当者が毎月お客様に電話をします。", [published], GROUP_WORDS))


@given(st.integers(0, 10_000), st.integers(10, 80))
def test_no_two_groups_of_a_list_share_a_word(seed: int, length: int) -> None:
    """Else whoever guesses one group finds the next by trying single words."""
    words = [f"w{number}" for number in range(length)]
    drawn = random.Random(seed)
    text = " ".join(f"{word}." if drawn.random() < 0.04 else word for word in words)
    published = published_from("Numbers", text)
    groups = [words[start : start + GROUP_WORDS] for start in range(length - GROUP_WORDS + 1)]
    listed = [
        group for group in groups
        if published and sha256(" ".join(group).encode()).hexdigest()[: published.digits] in published.digests
    ]  # fmt: skip
    assert len(listed) == (len(published.digests) if published else 0)
    assert len({word for group in listed for word in group}) == GROUP_WORDS * len(listed)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30)), st.text(max_size=60))
def test_whatever_is_written_is_found_in_place(parts: list[str], between: str) -> None:
    text = f"{' '.join(parts)}\n\n{CONTACT}\n\n{between}"
    found = copies(text, shipped_published().values(), 10)
    assert any(CONTACT[:-1] in text[each.start : each.end] for each in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it does not say `standard:`"),
        ("standard: A\nwords: 10\n", "it does not say `groups:`"),
        ("standard: A\nwords: two\ngroups: apart\n0123456789\n", "`words` is a number from 5 to 50"),
        ("standard: A\nwords: 1000\ngroups: apart\n0123456789\n", "`words` is a number from 5 to 50"),
        ("standard: A\nwords: 10\ngroups: some\n0123456789\n", "`groups` is `all` or `apart`"),
        ("standard: A\nwords: 10\ngroups: apart\n", "it holds no digests"),
        (
            "standard: A\nwords: 10\ngroups: apart\n012345678\n0123456789\n",
            "its digests are not all of one length",
        ),
        ("standard: A\nwords: 10\ngroups: apart\nThe text itself\n", "line 4 is no digest"),
    ],
)
def test_a_file_that_is_no_list(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_published(text)


@given(st.text())
def test_any_file_is_a_list_or_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_published(text)
