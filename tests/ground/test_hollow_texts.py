"""Texts that leave open what was asked, and those that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.hollow_texts import Role, hollow
from sms_lint.ground.language_words import languages

SAYING: list[tuple[Role, str]] = [
    ("cause", "The form accepted any text as the number of a change."),
    ("cause", "Human error: the field of the form was not checked"),
    ("cause", "Disk full"),
    ("remedy", "The form accepts only numbers of approved changes."),
    ("remedy", "Staff were trained on the new form, which refuses other numbers"),
    ("result", "Disk replaced"),
    ("result", "Fixed by CHG-2026-0124"),
    ("result", "To be repeated with a second reader, as CHG-2026-0124"),
    ("result", "No user noticed"),
    ("result", "Audits are planned by importance"),
    ("what", "By the model"),
    ("what", "£1,200 and two days"),
    ("what", "Yes, with our own people"),
]
HOLLOW: list[tuple[Role, str, str]] = [
    ("cause", "n/a", "nothing"),
    ("what", "–", "nothing"),
    ("cause", "Unknown.", "nothing"),
    ("result", "Closed.", "nod"),
    ("result", "erledigt", "nothing"),
    ("what", "As usual", "nod"),
    ("what", "wie vereinbart", "nod"),
    ("cause", "Human error.", "blame"),
    ("cause", "Staff did not follow the procedure.", "blame"),
    ("cause", "Unachtsamkeit eines Mitarbeiters", ""),
    ("cause", "Menschliches Versagen", "blame"),
    ("remedy", "Staff were reminded.", "reminder"),
    ("remedy", "Training was repeated.", "reminder"),
    ("remedy", "Die Mitarbeiter wurden erneut geschult", "reminder"),
    ("result", "Will be looked at.", "promise"),
    ("result", "Tests are planned for next week.", "promise"),
    ("result", "Under investigation", "nod"),
    ("result", "Wird im Dezember gemessen", "promise"),
]


@pytest.mark.parametrize(("role", "text"), SAYING)
def test_what_says_something_is_left_alone(role: Role, text: str) -> None:
    assert hollow(text, role) == ""


@pytest.mark.parametrize(("role", "text", "how"), HOLLOW)
def test_what_leaves_it_open_is_told_by_its_way(role: Role, text: str, how: str) -> None:
    assert hollow(text, role) == how


@pytest.mark.parametrize("text", ["None", "None needed.", "keine", "No action required"])
def test_that_there_is_none_is_an_answer_where_there_may_be_none(text: str) -> None:
    assert hollow(text, "what", none_is_right=True) == ""
    assert hollow(text, "what") == "nothing"


@given(st.text(min_size=91, max_size=200), st.sampled_from(["what", "result", "cause", "remedy"]))
def test_a_long_text_is_never_judged(text: str, role: Role) -> None:
    assert hollow(text, role) == ""


@given(
    st.sampled_from(sorted({" ".join(nod) for language in languages() for nod in language.nods})), st.data()
)
def test_case_and_signs_do_not_matter(nod: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from([nod.upper(), nod.capitalize() + ".", f"({nod})"]))
    assert hollow(written, "what") in ("nod", "nothing")


@given(st.text(alphabet="abcdefghij ", max_size=60))
def test_words_of_no_list_say_something_or_nothing_at_all(text: str) -> None:
    known = {word for language in languages() for word in (*language.blaming, *language.reminding)}
    if not known.intersection(text.split()):
        assert hollow(text, "cause") in ("", "nothing", "nod")


@pytest.mark.parametrize("before", range(7))
def test_each_phrase_tells_what_is_to_come_near_the_beginning_alone(before: int) -> None:
    for language in languages():
        for phrase in language.to_come:
            text = " ".join([*("qz" for _ in range(before)), *phrase, "qz"])
            if len(text) <= 90:
                assert (hollow(text, "result") == "promise") is (before < 5), text
