"""Sentences are recognised by their templates, and what stood in their holes is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.translation.templates import Templates, holes

SHARED = Templates(
    {
        "{#0} days": "{0} Tage",
        "~{#0} days": "{0} Tagen",
        "{0} ago": "vor {0~}",
        "1 day": "1 Tag",
        "active": "in Kraft",
    }
    | {"{0}; did you mean `{1}`?": "{0}; meinten Sie `{1}`?"}
)
SENTENCES = Templates(
    {
        "{0} was due on {1}, {2}": "{0} war am {1} fällig, {2}",
        "{0} was due on {1}": "{0} war am {1} fällig",
        "{0} and {0} are one": "{0} und {0} sind eines",
        "{0} and more belong to {1}{2}": "zu {1} gehören {0}{2} und mehr",
        "it says `{0}`": "da steht `{0}`",
        "the section is empty": "der Abschnitt ist leer",
    },
    SHARED,
)


@pytest.mark.parametrize(
    ("sentence", "translated"),
    [
        ("the section is empty", "der Abschnitt ist leer"),
        ("POL-SMS was due on 2026-03-01", "POL-SMS war am 2026-03-01 fällig"),
        ("POL-SMS was due on 2026-03-01, 12 days ago", "POL-SMS war am 2026-03-01 fällig, vor 12 Tagen"),
        ("A-1 and A-1 are one", "A-1 und A-1 sind eines"),
        ("it says `active`", "da steht `active`"),
        ("12 days", "12 Tage"),
        ("the section is empty; did you mean `x`?", "der Abschnitt ist leer; meinten Sie `x`?"),
        ("A-1 and more belong to B, C", "zu B gehören A-1, C und mehr"),
    ],
)
def test_a_sentence_that_is_known(sentence: str, translated: str) -> None:
    assert SENTENCES.translated(sentence) == translated


@pytest.mark.parametrize(
    ("sentence", "translated"),
    [
        ("1,234 days", "1.234 Tage"),
        ("12,345,678 days ago", "vor 12.345.678 Tagen"),
        ("A-1 was due on 1,23,4", "A-1 war am 1,23,4 fällig"),
        ("it says `1,234`", "da steht `1,234`"),
        (
            "POL-SMS was due on 2026-03-01, 1,003 days ago",
            "POL-SMS war am 2026-03-01 fällig, vor 1.003 Tagen",
        ),
    ],
)
def test_figures_of_a_number_stand_in_groups_as_the_language_has_them(sentence: str, translated: str) -> None:
    shared = Templates(
        {"1,234": "1.234", "{#0} days": "{0} Tage", "~{#0} days": "{0} Tagen", "{0} ago": "vor {0~}"}
    )
    assert Templates(SENTENCES._sentences, shared).translated(sentence) == translated


def test_without_a_word_on_it_a_number_stays_as_it_is() -> None:
    assert SENTENCES.translated("1,234 days") == "1,234 Tage"


@pytest.mark.parametrize(
    "sentence", ["", "A-1 and A-2 are one", "the section is empty today", "nobody knows", "many days"]
)
def test_a_sentence_that_is_not(sentence: str) -> None:
    assert SENTENCES.translated(sentence) is None


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_quotes_is_kept(before: str, named: str, after: str) -> None:
    templates = Templates({"{0}: `{1}`, {2}": "{2} – `{1}` – {0}", "a": "b", "{0}!": "{0}?"})
    translated = templates.translated(f"x{before}: `{named}`, x{after}")
    assert translated is not None
    assert f"`{named}`".split("`, ")[0] in translated


@given(st.text(alphabet="{}0123 ab"), st.text())
def test_no_sentence_breaks_a_template(template: str, sentence: str) -> None:
    Templates({template: template}).translated(sentence)


def test_the_holes_of_a_template() -> None:
    assert holes("{0} of {1}, {0}") == {"0", "1"}
