"""The language of declared rules: what is written is read, printed and read again; nothing that is written breaks it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.language.compiling import declared_rule
from sms_lint.language.conditions import condition
from sms_lint.language.declared import Surroundings
from sms_lint.language.parsing import parse_condition
from sms_lint.language.patterns import TextPattern
from sms_lint.language.rule_shape import RuleShape
from sms_lint.language.scope import NameScope
from sms_lint.language.slips import VERBS
from sms_lint.language.syntax import MisfitError
from sms_lint.model.kinds import kinds

PAGE = (Path(__file__).parents[2] / "sms_lint/publish/handbook/own-rules.md").read_text("utf-8")
SHOWN = re.findall(
    r"`([^`]+)`", "".join(re.findall(r"^\| (`.*?) \| [^|]*\|$", PAGE.partition("## Conditions")[2], re.M))
)
AROUND = Surroundings(kinds(), frozenset({"20000-1:6.1.2"}))
RULE = {
    "summary": "A risk is open and high.",
    "about": "risk",
    "when": ["status is open", "rating >= 10"],
    "say": "{id} is rated {rating}",
}
WORDS = st.sampled_from(
    ["status", "is", "not", "empty", "open", "or", "rating", ">=", "10", "2026-03-31", "+", "5", "days", "before",
     "today", "contains", '"a text"', "count of", "days from", "to", ",", "in", "settings.thresholds.response"]
)  # fmt: skip


def test_the_handbook_shows_conditions() -> None:
    assert len(SHOWN) >= 9


@pytest.mark.parametrize("text", SHOWN)
def test_each_condition_of_the_handbook_is_read_and_printed_again(text: str) -> None:
    printed = str(parse_condition(text))
    assert str(parse_condition(printed)) == printed


@pytest.mark.parametrize("text", SHOWN)
def test_each_condition_of_the_handbook_can_be_meant_of_some_kind(text: str) -> None:
    assert any(can_be_meant(text, kind) for kind in kinds())


def can_be_meant(text: str, kind: str) -> bool:
    try:
        condition(parse_condition(text), NameScope(kinds(), (kind,)))
    except MisfitError:
        return False
    return True


def test_the_handbook_names_every_key_of_a_rule_and_every_word_of_a_condition() -> None:
    known = {field.alias or name for name, field in RuleShape.model_fields.items()}
    table = PAGE.partition("## What a rule can say")[2].partition("## Conditions")[0]
    assert {key for key in known if f"`{key}`" not in table} == set()
    assert {
        word for word in (*VERBS, "not", "or", "empty", "count of", "words of", "% of") if not in_some(word)
    } == set()


def in_some(word: str) -> bool:
    conditions = PAGE.partition("## Conditions")[2]
    return (
        f" {word} " in conditions
        or f" {word}`" in conditions
        or f"`{word} " in conditions
        or f"`{word}`" in conditions
    )


@given(st.text(max_size=80) | st.lists(WORDS, max_size=12).map(" ".join))
def test_any_text_is_a_condition_or_a_plain_sentence_with_a_place(text: str) -> None:
    misfit = None
    try:
        parsed = parse_condition(text)
    except MisfitError as error:
        misfit = error
    else:
        assert str(parse_condition(str(parsed))) == str(parsed)
    assert misfit is None or (misfit.message and 0 <= misfit.start <= misfit.end <= max(len(text), 1))


def test_a_sound_rule_has_no_fault() -> None:
    rule, faults = declared_rule("high-risk", RULE, AROUND)
    assert (rule is not None, faults) == (True, [])


@pytest.mark.parametrize(
    ("changed", "route", "hint"),
    [
        ({"about": "risc"}, ("about",), "risk"),
        ({"when": ["statsu is open"]}, ("when", 0), "status"),
        ({"when": ["status is opne"]}, ("when", 0), "open"),
        ({"say": "{id} is rated {ratng}"}, ("say",), "rating"),
        ({"clauses": ["20000-1:6.1.3"]}, ("clauses", 0), "20000-1:6.1.2"),
        ({"wen": ["status is open"]}, ("wen",), "when"),
    ],
)
def test_a_slip_is_named_at_its_place_with_what_may_be_meant(
    changed: dict[str, object], route: tuple[str | int, ...], hint: str
) -> None:
    rule, faults = declared_rule("high-risk", {**RULE, **changed}, AROUND)
    assert rule is None
    assert [fault.route[:1] for fault in faults] == [route[:1]]
    assert f"`{hint}`" in faults[0].message


@given(
    st.dictionaries(
        st.sampled_from(["about", "when", "say", "overdue", "since", "older_than", "names", "of", "asks", "at", "each"]),
        st.none() | st.text(max_size=20) | st.integers() | st.lists(st.text(max_size=20), max_size=3)
        | st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
        max_size=5,
    )
)  # fmt: skip
def test_any_values_are_a_rule_or_faults(changed: dict[str, object]) -> None:
    rule, faults = declared_rule("any-rule", {**RULE, **changed}, AROUND)
    assert (rule is None) == bool(faults)
    assert all(fault.message for fault in faults)


def test_a_letter_that_is_two_when_small_fits_at_the_end_of_a_pattern() -> None:
    assert not TextPattern("*spaß").fits("spaßig".casefold())
    assert TextPattern("*spaß").fits("viel spaß".casefold())
