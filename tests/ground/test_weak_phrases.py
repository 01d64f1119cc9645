"""A phrase is weak where a sentence asks for something and leaves it open; elsewhere the same words only describe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.language_words import languages
from sms_lint.ground.weak_phrases import weak_phrases

ENGLISH = next(language for language in languages() if language.name == "English")
DEED = st.sampled_from(sorted(ENGLISH.deeds))
ALWAYS = st.sampled_from(sorted(set(ENGLISH.weak) - {"should", "ought to"}))
TIMES = st.sampled_from(
    [
        phrase
        for phrase, better in {**ENGLISH.weak, **ENGLISH.weak_in_a_duty}.items()
        if "by when" in better or "often" in better
    ]
)


def said(text: str) -> list[str]:
    return [phrase.words for phrase in weak_phrases(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Should it fail, call the desk.",
        "To reach somebody should the officer be away, call the desk.",
        "The page should show a green light, and the log should be empty.",
        "The service should automatically restart.",
        "It describes how changes should be made.",
        "Why should we wait?",
        "Mail is not sent as quickly as it should.",
        "Meet more regularly than before.",
        "You may have to update it from time to time.",
        "The fault is usually caused by a full disk.",
        "A wrong setting could stop the service.",
        "As required by law, records are kept.",
        "Read [what you should know](know.md) and the frequently asked questions.",
        "## What should be done regularly",
        "Such tools as a wiki, a forum etc. exist.",
        "The word “should” is not used here.",
        "Records are reviewed regularly, at least every 12 months.",
        "Deleting the endpoint should trigger a new one.",
        "The type should be `linux`.",
        "| warnings | when needed | must be sent |",
        "It controls if the file should be present.",
        "The state that the machine should be in.",
        "It says who decides when incidents should be escalated.",
        "Environments can be set up as needed.",
        "These roles are mostly for us, so that all know who is responsible.",
        "Tea and/or coffee is there.",
        "Data is in the appropriate folder, which must exist.",
    ],
)
def test_what_asks_for_nothing_is_silent(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The manager should review it.", "should"),
        ("You should never delete a record.", "should"),
        ("Secrets should not stand in a text.", "should"),
        ("The password should be longer.", "should"),
        ("Supervisors should also complete the form.", "should"),
        ("Staff and/or suppliers must sign.", "and/or"),
        ("Changes are usually reviewed by the board.", "usually"),
        ("The change manager usually decides.", "usually"),
        ("The change manager might inform the board.", "might"),
        ("Staff try to answer.", "try to"),
        ("Adequate resources must be provided.", "Adequate"),
        ("The supplier shall take appropriate measures.", "appropriate"),
        ("Logs, reports, etc. are reviewed.", "etc."),
        ("The desk answers promptly.", "promptly"),
    ],
)
def test_what_asks_for_something_and_leaves_it_open_is_told(text: str, words: str) -> None:
    assert said(text) == [words]


@given(DEED, ALWAYS)
def test_a_phrase_that_is_always_weak_is_told_in_every_demand(deed: str, phrase: str) -> None:
    text = f"Incidents must be {deed} {phrase} in the record.\n"
    assert said(text) == [phrase]
    assert said(
        f"- Incidents must be {deed}\n  {phrase.replace(' ', chr(10) + '  ', 1)} in the record.\n"
    ) == [phrase]


@given(
    DEED,
    TIMES,
    st.sampled_from(
        ("within two hours", "every month", "at least once a year", "daily", "within 5 working days")
    ),
)
def test_a_bound_beside_the_phrase_leaves_nothing_open(deed: str, phrase: str, bound: str) -> None:
    assert said(f"Incidents are {deed} {phrase} and {bound}.\n") == []
    assert said(f"Incidents are {deed} {phrase}. Reports are written {bound}.\n") == [phrase]
