"""People are told from offices by what they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.people import names_a_person, people_words

ROLES = frozenset(("change", "manager", "service", "desk"))
WORDS = people_words()
OFFICE = st.sampled_from(sorted(word for word in WORDS.offices if len(word) > 2 and word.isascii()))
GIVEN = st.sampled_from(sorted(WORDS.given - WORDS.offices))
SURNAME = st.sampled_from(sorted(WORDS.surnames - WORDS.offices))
DOMAIN = "firma.example"


def test_the_lists_do_not_contradict_each_other() -> None:
    assert not WORDS.offices & (WORDS.given | WORDS.surnames)
    assert not WORDS.given & WORDS.given_and_words
    assert not WORDS.anybody & (WORDS.given | WORDS.surnames)


@given(
    st.lists(OFFICE, min_size=1, max_size=3),
    st.sampled_from(("-", ".", "_", "+", "")),
    st.sampled_from(("", "2", "it-")),
)
def test_an_office_is_no_person(words: list[str], joint: str, extra: str) -> None:
    assert not names_a_person(f"{extra}{joint.join(words)}", DOMAIN, "Write to ", ROLES)


@given(GIVEN, SURNAME, st.sampled_from((".", "_", "-")))
def test_a_person_is_one_however_the_address_is_formed(given_name: str, surname: str, joint: str) -> None:
    forms = (
        given_name, surname, f"{given_name}{joint}{surname}", f"{surname}{joint}{given_name}", f"{given_name[0]}{surname}",
        f"{given_name[0]}.{surname}", f"{given_name}{surname}", f"{given_name}.qvist", f"q.{surname}", f"{given_name}2",
    )  # fmt: skip
    for local in forms:
        assert names_a_person(local.title(), DOMAIN, "Write to ", ROLES), local


@pytest.mark.parametrize(
    ("before", "local", "is_person"),
    [
        ("Kwame Owusu <", "kowusu", True),
        ("[Sipho Dlamini](mailto:", "dlaminis", True),
        ("Business Apps (", "businessapps", False),
        ("Green Line (", "greenline", False),
        ("Write to ", "kowusu", False),
        ("Write to ", "k.owusu", True),
        ("Write to ", "erika.owusu", True),
        ("Write to ", "firma.picnic", False),
        ("Write to ", "change-manager", False),
        ("Write to ", "max.mustermann", False),
        ("Write to ", "a.b", False),
        ("Write to ", "debian-bugs-dist", False),
    ],
)
def test_what_is_no_listed_name_needs_the_form_or_the_name_of_one(
    before: str, local: str, is_person: bool
) -> None:
    assert names_a_person(local, DOMAIN, before, ROLES) is is_person
