"""What a text amounts to. The tables of cases say what counts as nothing, as a denial, as a number, as a repetition."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.language_words import words
from sms_lint.ground.substance import (
    denies_deviation,
    is_measurable,
    numbers_in,
    only_repeats,
    refuses,
    says_how_long,
    says_none,
    says_nothing,
    says_the_same,
)

CONTENT = (
    "No DNS server answered",
    "No DNS server answered; the zone was restored",
    "No disk space was left on the mail store",
    "Not enough memory on the second host",
    "None of the two power feeds was up",
    "No. 3 disk failed",
    "Nothing reached the mail relay because its certificate had expired",
    "Notebook of the night shift: restart",
    "Unknown to the supplier, the link was cut",
    "Node lost; the next one took over",
    "As above, and the pump was replaced",
    "Certificate expired; now watched",
    "Xenon lamp replaced",
    "Kein DNS-Server hat geantwortet",
    "Aucun serveur n'a répondu",
    "Ningún servidor respondió",
    "サーバーの障害なし",
    "%",
    "€",
)
NOTHING = (
    "", "-", "—", "...", "n/a", "N.A.", "none", "nil", "Nothing", "no", "as above", "See above", "unknown", "Not known",
    "ok", "OK!", "Okay", "done", "\uff2f\uff2b", "\uff4e\uff0f\uff41", "k. A.", "siehe oben", "wird ergänzt", "Keine", "s.o.", "R.A.S.", "à définir",
    "aucune", "no aplica", "Pendiente", "ninguno", "なし", "該当なし", "同上", "未定", "ー", "〃", "👍",
    "not applicable", "Not yet investigated", "TBD", "to be confirmed", "xxx", "?", "Nothing to report", "pending",
)  # fmt: skip
DENIALS = (
    "No unplanned outage",
    "no outages",
    "No unplanned outage in 2026-09",
    "There was no incident in September.",
    "No deviations were found",
    "None of the incidents was major",
    "Nothing to investigate",
    "Nothing unusual",
    "Without incident",
    "No criterion was missed",
    "Es gab keine Ausfälle im März 2026",
    "Keine Abweichungen festgestellt",
    "Aucune panne",
    "Il y a eu aucun incident",
    "No hubo incidencias",
    "Sin interrupciones en marzo",
    "障害なし",
)
REFUSALS = (
    "no",
    "No, two criteria failed",
    "not met",
    "Not verified",
    "not_met",
    "No acceptance test passed",
)
# Shown by any of these, a text says something whatever else it holds.
TELLING = ("server", "disk", "DNS", "certificate", "supplier", "pump", "überlastet", "サーバー")

around = st.text(alphabet=" \t\n.,;:!?-–—()\"'*…", max_size=6)


@pytest.mark.parametrize("text", [*CONTENT, *DENIALS])
def test_a_text_with_content_is_not_nothing(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["none", "No.", "keine", "aucun", "nada", "不要", "No action needed"])
def test_what_says_that_there_is_none(text: str) -> None:
    assert says_none(text)
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["n/a", "unknown", "ok", "-", "", "as above", "未定", "keine Angabe", *DENIALS, *CONTENT]
)
def test_what_leaves_open_whether_there_is_any(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize("text", [*CONTENT, *NOTHING])
def test_what_denies_no_deviation(text: str) -> None:
    assert not denies_deviation(text)


@pytest.mark.parametrize("text", DENIALS)
def test_what_says_that_nothing_went_wrong(text: str) -> None:
    assert denies_deviation(text)


@pytest.mark.parametrize(
    "text", ["met", "Met, with one exception", "Notes of the test of 12 May", "", *DENIALS]
)
def test_what_refuses_nothing(text: str) -> None:
    assert not refuses(text)


@pytest.mark.parametrize("text", REFUSALS)
def test_what_says_that_it_did_not(text: str) -> None:
    assert refuses(text)


@given(st.sampled_from([*NOTHING, *DENIALS, *REFUSALS, *CONTENT]), around, around, st.data())
def test_case_white_space_and_punctuation_do_not_matter(
    text: str, before: str, after: str, data: st.DataObject
) -> None:
    changed = before + "".join(
        letter.upper() if upper else letter.lower()
        for letter, upper in zip(
            text, data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text))), strict=True
        )
    )
    changed = changed.replace(" ", data.draw(st.sampled_from([" ", "  ", "\n", ", "]))) + after
    for judge in (says_nothing, denies_deviation, refuses):
        assert judge(changed) is judge(text)
    assert says_the_same(changed, text)


@given(st.sampled_from([*NOTHING, *DENIALS, *CONTENT]), st.sampled_from(TELLING), st.booleans())
def test_a_word_with_content_makes_it_something(text: str, word: str, first: bool) -> None:
    longer = f"{word} {text}" if first else f"{text} {word}"
    assert not says_nothing(longer)
    assert not denies_deviation(longer)


@given(st.text(max_size=60))
def test_any_text_can_be_judged(text: str) -> None:
    assert says_nothing(text) or words(text) or not text.isascii() or "%" in text or "$" in text
    assert not (says_nothing(text) and denies_deviation(text))
    assert says_the_same(text, text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("More changes succeed", ""),
        ("See INC-2026-0412 and P1", ""),
        ("At least 95 % of changes, 99.5% of calls", "95 99.5"),
        ("2,473,550 calls within 30s, 400ms", "2473550 30 400"),
        ("From -5 to 5", "-5 5"),
        ("1-5", "1 5"),
        ("0–100", "0 100"),
        ("By 31.12.2026", "31.12"),
        ("No failed change", "0"),
        ("Two in Three", "2 3"),
        ("None twice", "0 2"),
    ],
)
def test_the_numbers_in_a_text(text: str, numbers: str) -> None:
    assert numbers_in(text) == set(map(Decimal, numbers.split()))


@pytest.mark.parametrize(
    ("text", "measurable"),
    [
        ("Better than today", False),
        ("As agreed in SLA-01", False),
        ("Mail works well", False),
        ("", False),
        ("Every call is answered", False),
        ("Instructions read by all agents", False),
        ("Each user is content", False),
        ("All in all a better desk; no complaints at all", True),
        ("100 % of calls are answered", True),
        ("All 14 sources received", True),
        ("Half the calls", True),
        ("Faster in the second half of the year", False),
        ("Half-yearly reports", False),
        ("A third fewer calls", True),
        ("Signed by a third party", False),
        ("Reported in each quarter", False),
        ("A quarter of the changes", True),
        ("Two thirds of the calls", True),
        ("Incidents by half", True),
        ("The number of incidents is halved", True),
        ("80 % within 30 seconds", True),
        ("No loss of the network core", True),
        ("No longer slow", False),
        ("No later than agreed", False),
        ("No later than 8 hours", True),
        ("One of the best desks", False),
        ("At most one outage", True),
        ("Once the desk has moved", False),
        ("Tested once a month", True),
        ("Single sign-on works", False),
        ("Better by 2026-12-31", False),
        ("Better by the end of 2026", False),
        ("Improved since 2025-Q3, by 31.12.2026", False),
        ("Ready on 14 March 2026", False),
        ("Ready in May", False),
        ("At most 2 may fail", True),
        ("95 % by 2026-12-31", True),
        ("2026 calls at most", True),
    ],
)
def test_what_can_be_measured(text: str, measurable: bool) -> None:
    assert is_measurable(text) is measurable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as needed", False),
        ("a long time", False),
        ("7 years", True),
        ("Ten  years", True),
        ("a year after the end", True),
        ("until the contract ends", True),
        ("For ever", True),
        ("nach Bedarf", False),
        ("die Bissigkeit der 7 Jahreszahlen", False),
        ("7 Jahre", True),
        ("sieben Jahre nach Vertragsende", True),
        ("bis zum Ende des Vertrags", True),
        ("7 ans", True),
        ("hasta el fin del contrato", True),
        ("7年間保存", True),
        ("契約終了まで", True),
        ("必要な間", False),
    ],
)
def test_how_long(text: str, said: bool) -> None:
    assert says_how_long(text) is said


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
