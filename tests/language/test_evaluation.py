"""What conditions mean, sign by sign: where each is silent, and then where it holds."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.language.case import Case, TooSlowError
from sms_lint.language.conditions import condition
from sms_lint.language.parsing import parse_condition
from sms_lint.language.patterns import TextPattern
from sms_lint.language.scope import NameScope
from sms_lint.language.sentence import sentence
from sms_lint.load import load
from sms_lint.system.sms import Sms

SCHEMA = {
    "type": "object",
    "properties": {
        "state": {"enum": ["open", "closed"]},
        "number": {"type": "number"},
        "other_number": {"type": "number"},
        "day": {"type": "string", "format": "date"},
        "later": {"type": "string", "format": "date-time"},
        "text": {"type": "string"},
        "other_text": {"type": "string"},
        "words": {"type": "array", "items": {"type": "string"}},
        "probe": {"type": "string", "x-link": ["probe"]},
        "group": {"type": "object", "properties": {"part": {"type": "string"}}},
        "groups": {"type": "array", "items": {"type": "object", "properties": {"part": {"type": "string"}}}},
        "flag": {"type": "boolean"},
    },
}
FULL = """kind: probe
id: PRB-1
state: open
number: 10
other_number: 2.50
day: 2026-10-01
later: "2026-10-01T14:00:00Z"
text: The backup of RSK-1 failed (2 of 3)
other_text: The backup failed
words: [red, blue green]
probe: PRB-2
group: {part: one}
groups: [{part: one}, {part: two}]
flag: true
"""
EMPTY = "kind: probe\nid: PRB-2\nprobe: PRB-9\n"
FILES = {
    "sms.yml": "organization: {name: Example}\nas_of: 2026-10-31\n"
    "kinds: [{kind: probe, title: Probe, schema: probe.json}]\n",
    "probe.json": json.dumps(SCHEMA),
    "records/probes/PRB-1.yml": FULL,
    "records/probes/PRB-2.yml": EMPTY,
}


@cache
def system() -> Sms:
    """Two entries of a kind with a field of every sort: one says everything, and one nothing."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "sms.yml").write_text(FILES["sms.yml"], "utf-8")
        return load(Path(folder), overlay=FILES)


def case_of(id_: str, most_steps: int = 10**6) -> Case:
    case = Case(system(), most_steps)
    case.entry = system().by_id("probe")[id_]
    return case


def holds(text: str, id_: str = "PRB-1") -> bool:
    return condition(parse_condition(text), NameScope(system().kinds, ("probe",)))(case_of(id_))


def test_the_entries_are_as_they_are_meant() -> None:
    assert not [fault for fault in system().reading_faults if "probe" in fault.at.path]
    assert set(system().by_id("probe")) == {"PRB-1", "PRB-2"}


@pytest.mark.parametrize(
    ("silent", "speaks"),
    [
        ("state is closed", "state is open"),
        ("state is not open", "state is not closed"),
        ("state is not open, closed", "state is closed, open"),
        ("text is other", "words is red"),
        ("words is not red", "words is not yellow"),
        ("number is 11", "number is 10"),
        ("other_number is 2", "other_number is 2.5"),
        ("flag is false", "flag is true"),
        ("text is empty", "text is not empty"),
        ("words is empty", "words is not empty"),
        ("group is empty", "group is not empty"),
        ("groups is empty", "groups is not empty"),
        ("group.part is two", "group.part is one"),
        ("number > 10", "number >= 10"),
        ("number < 10", "number <= 10"),
        ("number != 10", "number = 10"),
        ("other_number = 2.51", "other_number = 2.5"),
        ("number < other_number", "number > other_number"),
        ("day before 2026-10-01", "day not after 2026-10-01"),
        ("day after 2026-10-01", "day not before 2026-10-01"),
        ("later after day", "later = day"),  # one of them is only a day
        ("later = 2026-10-02", "later = 2026-10-01"),
        ("day after today", "day before today"),
        ("day + 30 days before 2026-10-31", "day + 30 days = 2026-10-31"),
        ("day + 1 month before 2026-11-01", "day + 1 month = 2026-11-01"),
        ("day + 9999 years before today", "day + 9999 years after today"),
        ("days from day to today < 30", "days from day to today = 30"),
        ("count of words > 2", "count of words = 2"),
        ("count of groups < 2", "count of groups = 2"),
        ("words of text < 8", "words of text = 8"),
        ("number + other_number * 2 > 15", "number + other_number * 2 = 15"),
        ("number - other_number > 7.5", "number - other_number = 7.5"),
        ("50 % of number > 5", "50 % of number = 5"),
        ("text = other_text", "text != other_text"),
        ('text contains "restore"', 'text contains "BACKUP"'),
        ('text not contains "backup", x', 'text not contains "restore"'),
        ('text contains "restore", tape', 'text contains "restore", backup'),
        ('text matches "backup*"', 'text matches "*backup*"'),
        ('text matches "*(# of ##)"', 'text matches "*(# of #)"'),
        ('text matches "?"', 'text matches "?he *"'),
        ("text names probe", "text not names probe"),
        ("text in words", "id in id"),
        ("id not in id", "text not in words"),
        ("words repeats other_text", "other_text repeats text"),
        ("probe.state is open", "probe.id is PRB-2"),
        ("state is closed or number > 10", "state is closed or number = 10"),
        ("settings.intervals.risk_review = 1 day", "settings.intervals.risk_review >= 1 day"),
        ("id is PRB-7 or PRB-2 or state is closed or number = 1", "id is PRB-3 or PRB-1"),
    ],
)  # fmt: skip
def test_a_condition_is_silent_and_speaks(silent: str, speaks: str) -> None:
    assert not holds(silent)
    assert holds(speaks)


NAMES = ["state", "number", "day", "text", "words", "probe", "group", "groups"]


@pytest.mark.parametrize(
    "text",
    [
        "number > 0", "number < 0", "number != 10", "day before today", "day after today", "later = day",
        "text = other_text", "text != other_text", "number + 1 > 0", "0 * number = 0", "day + 1 day before today",
        "days from day to today > 0", "number = other_number",
        "text repeats other_text", "text in words", "state is open", 'text contains "a"', 'text matches "*"',
    ],
)  # fmt: skip
def test_of_an_entry_that_says_nothing_no_comparison_holds(text: str) -> None:
    assert not holds(text, "PRB-2")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "probe"])
def test_a_field_that_says_nothing_is_empty_and_has_no_value(name: str) -> None:
    assert holds(f"{name} is empty", "PRB-2")
    assert not holds(f"{name} is not empty", "PRB-2")


def test_with_not_an_empty_field_meets_what_no_value_of_it_does() -> None:
    assert holds("state is not open", "PRB-2")
    assert holds('text not contains "a"', "PRB-2")
    assert holds("text not in words", "PRB-2")


@pytest.mark.parametrize(
    "text", ["probe.state is empty", "probe.state is not open", "probe.number > 0", "probe.id not in id"]
)
def test_where_a_reference_leads_nowhere_no_test_holds(text: str) -> None:
    assert not holds(text, "PRB-2")


def test_what_a_reference_leads_to_may_say_nothing() -> None:
    assert not holds("probe.state is not empty")
    assert holds("probe.state is empty")


@pytest.mark.parametrize(
    ("say", "said"),
    [
        ("{id} is {state}", "PRB-1 is open"),
        ("{words}", "red and blue green"),
        ("{words:count} words", "2 words"),
        ("{day}, {day:ago}", "2026-10-01, 30 days ago"),
        ("{later} and {later:day}", "2026-10-01 14:00 and 2026-10-01"),
        ("{{id}} {state:words}", "{id} open"),
        ("{probe.text}|", "|"),
    ],
)
def test_a_message_shows_fields_as_it_says(say: str, said: str) -> None:
    assert sentence(say, NameScope(system().kinds, ("probe",)))(case_of("PRB-1")) == said


def like(pattern: str, text: str) -> bool:
    """The plainest reading of a pattern, which tries everything."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(like(pattern[1:], text[at:]) for at in range(len(text) + 1))
    fits = bool(text) and (
        pattern[0] == "?" or (pattern[0] == "#" and text[0] in "0123456789") or pattern[0] == text[0]
    )
    return fits and like(pattern[1:], text[1:])


@given(st.text("ab1*?#", max_size=7), st.text("ab1", max_size=9))
def test_a_pattern_fits_as_the_plainest_reading_of_it_does(pattern: str, text: str) -> None:
    assert TextPattern(pattern).fits(text) == like(pattern, text)


def steps_of(text: str, entry: str = "PRB-1") -> int:
    case = case_of(entry)
    condition(parse_condition(text), NameScope(system().kinds, ("probe",)))(case)
    return case.steps


def test_a_pattern_that_takes_long_costs_what_it_takes() -> None:
    plain, evil = TextPattern("*" + "a" * 200 + "b*"), TextPattern("*" + "a?" * 100 + "b*")
    assert plain.steps == 3
    assert evil.steps >= 200
    assert not evil.fits("a" * 20_000)


def test_steps_grow_with_what_is_looked_at() -> None:
    assert steps_of("state is open") == 1
    assert steps_of("number + other_number + number + 1 > 3") == 5
    many = ", ".join(['"????????????????????*"'] * 15)
    assert steps_of(f"text matches {many}") >= steps_of('text matches "*"')


def test_a_condition_that_takes_more_steps_than_it_may_is_stopped() -> None:
    scope = NameScope(system().kinds, ("probe",))
    number = condition(parse_condition("number + number + number > 3"), scope)
    assert number(case_of("PRB-1", most_steps=4))
    with pytest.raises(TooSlowError):
        number(case_of("PRB-1", most_steps=3))


def test_of_a_number_beyond_all_bounds_nothing_is_said() -> None:
    """Cells of tables are read as they stand."""
    case = case_of("PRB-1")
    case.given = {"huge": "9e999999"}
    scope = NameScope(system().kinds, ("probe",), given={"huge": "number"})
    assert condition(parse_condition("huge > 3"), scope)(case)
    assert not condition(parse_condition("huge * huge > 3"), scope)(case)
