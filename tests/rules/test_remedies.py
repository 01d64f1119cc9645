"""The remedies of all rules, read as a table: their form, and that none of them is to change what happened."""

import re

import pytest

from sms_lint.model.finding import Rule
from sms_lint.rules import checks

# What is said of rules as a whole and of their parts; a part without a remedy of its own takes that of the whole.
TABLE = {(check.rule.id, check.rule.help) for check in checks() if check.rule.help}
OF_PROGRAMMERS = re.compile(
    r"\b(pydantic|regex|regular expression|null|None|boolean|string|integer|array|exception|parse[rd]?|invalid)\b"
)
# Advice on a value in general, of which nobody knows what to write.
GENERAL = re.compile(
    r"^(correct|put right|fix|change) (the|a) (wrong )?(value|date|day|time|dates|field)$|put the value right"
)
OF_DAYS = re.compile(r"\b(correct|change|move|adjust) (the|a|both) (day|date|time)s?\b")
WRITTEN_WRONGLY = re.compile(r"written down wrongly|that is wrong|the wrong")


def every(word: str = "") -> list[tuple[str, str]]:
    return sorted(pair for pair in TABLE if word in pair[1])


def test_every_rule_has_a_remedy() -> None:
    assert [check.rule.id for check in checks() if not check.rule.help] == []
    assert len(TABLE) > 250


@pytest.mark.parametrize(
    ("what", "faulty"),
    [
        ("begins with a small letter, as it goes on after a point", lambda said: said[0].isupper()),
        ("has no full stop at its end", lambda said: said.endswith(".")),
        ("is short enough to be read aloud", lambda said: len(said) > 260),
        ("has no word of programmers", OF_PROGRAMMERS.search),
        ("fits what was found", GENERAL.search),
        ("has no two spaces and no line end", lambda said: "  " in said or "\n" in said),
        ("closes what it opens", lambda said: said.count("`") % 2 or said.count("(") != said.count(")")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_remedy(what: str, faulty: object) -> None:
    assert callable(faulty)
    assert [(rule, said) for rule, said in every() if faulty(said)] == [], what


def test_a_day_is_corrected_only_where_it_was_written_down_wrongly() -> None:
    """What took place is looked up; that it took place too late is recorded, not put away."""
    found = [
        (rule, said) for rule, said in every() if OF_DAYS.search(said) and not WRITTEN_WRONGLY.search(said)
    ]
    assert found == []


def test_the_table_can_be_told_from_a_bad_one() -> None:
    """The checks speak of what they are for."""
    assert GENERAL.search("correct the wrong day")
    assert OF_DAYS.search("correct the dates; if both are right, leave them")
    assert OF_PROGRAMMERS.search("the string is invalid")
    assert isinstance(next(checks().__iter__()).rule, Rule)
