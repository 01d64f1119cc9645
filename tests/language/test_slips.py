"""Slips in a rule, construct by construct: each is one fault at its key, which says what may have been meant."""

import re
from typing import Any

import pytest

from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import RuleFault, Surroundings
from sms_lint.model.kinds import kinds

AROUND = Surroundings(kinds(), frozenset({"20000-1:6.1.2", "20000-1:8.6.1"}))
SOUND: dict[str, Any] = {
    "summary": "A risk is open.",
    "about": "risk",
    "when": ["status is open"],
    "say": "{id} is open",
}
LATE = {"since": "due", "older_than": "30 days"}


def faults(**changed: Any) -> list[RuleFault]:
    """The faults of the sound rule with these keys in place of its own; `as_` is `as`."""
    values = {**SOUND, **{key.rstrip("_"): value for key, value in changed.items()}}
    rule, found = declared_rule("a-rule", values, AROUND)
    assert (rule is None) == bool(found)
    return found


@pytest.mark.parametrize(
    "condition",
    [
        "status is open", "status is not open, closed", "rating >= 10", "rating > -1", "due before today",
        "due = 2026-03-31", "due + 30 days before today", "days from due to today > 30", "count of service > 2",
        "words of cause < 3", 'cause contains "hot fix", fire', 'cause not matches "fire*"', "cause names risk, change",
        "cause repeats treatment", "owner in service", "cause is empty", "service.lifecycle is live",
        'cause is "missing"', "rating = residual_rating", "5 % of rating > 1", "rating * 2 + 1 > residual_rating",
        "settings.intervals.risk_review = 6 months", "status is open or rating > 5", "rating is 5 or 6",
    ],
)  # fmt: skip
def test_what_is_right_is_not_told_of(condition: str) -> None:
    assert faults(when=condition) == []


@pytest.mark.parametrize(
    ("condition", "word", "said"),
    [
        ("status is opne", "opne", "did you mean `open`?"),
        ("status is Open", "Open", "did you mean `open`?"),
        ("Status is open", "Status", "did you mean `status`?"),
        ("status = open", "open", "write `status is open`"),
        ("status isnt open", "isnt", "did you mean `is not`?"),
        ("status is no open", "open", "did you mean `not`?"),
        ("status in open, closed", ",", "a comma separates the values after `is`"),
        ("owner in open", "open", "write `owner is open`"),
        ("not status is open", "not", "`status is not open`"),
        ("status is open and rating > 3", "and", "write another condition"),
        ("status is open && rating > 3", "&&", "write another condition"),
        ("status is open || rating > 3", "||", "write `or`"),
        ("status == open", "==", "write `=`"),
        ("rating => 3", "=>", "write `>=`"),
        ("rating ≥ 10", "≥", "write `>=`"),
        ("rating >= 10,5", ",", "a number has a point: 10.5"),
        ("rating >= 10%", "%", "`10 % of rating`"),
        ("rating is high", "high", "`rating` is a number, and never `high`"),
        ("rating > '5'", "'5'", "write a number without quotes"),
        ("rating > 1e5", "1e5", "a number has up to 18 digits"),
        ("rating > 99999999999999999999", "9" * 20, "a number has up to 18 digits"),
        ("rating * cause > 3", "cause", "`*` is for numbers"),
        ("due before 31.03.2026", "31.03.2026", "did you mean `2026-03-31`?"),
        ("due before 2026-3-1", "2026-3-1", "did you mean `2026-03-01`?"),
        ("due before 2026-02-30", "2026-02-30", "is not a day of the calendar"),
        ('due before "2026-02-03"', '"2026-02-03"', "write a day without quotes"),
        ("due before todya", "todya", "did you mean `today`?"),
        ("due before now", "now", "did you mean `today`?"),
        ("due is 2026-01-01", "due", "compare it with `=`, `before` or `after`"),
        ("due + 30 dayz before today", "dayz", "did you mean `days`?"),
        ("due + 30days before today", "30days", "did you mean `30 days`?"),
        ("due + 30 before today", "30", "say the unit too: `due + 30 days`"),
        ("due before today - 30 days", "today - 30 days", "add it to the other side"),
        ("due + 0 days before today", "0 days", "from 1 to 9999 days"),
        ("due + 99999 days before today", "99999 days", "from 1 to 9999 days"),
        ("days from due > 3", ">", "`to` and the later day is expected here"),
        ("days from cause to due > 3", "cause", "`cause` is a text, not a day"),
        ("cause is missing", "missing", "write `is empty`"),
        ('cause = ""', '""', "write `is empty`"),
        ("cause contains hot fix", "fix", "put several words that belong together in quotes"),
        ('cause contains "hot', '"', "begins here and does not end"),
        ("cause contain fire", "contain", "did you mean `contains`?"),
        ("cause like fire*", "like", "did you mean `matches`?"),
        ("cause matches fire*", "*", 'put a pattern in quotes: `"fire*"`'),
        ("cause contains", "", "a text in quotes is missing"),
        ("cause names risc", "risc", "did you mean `risk`?"),
        ("cause repeats due", "due", "`repeats` is for texts and ids"),
        ("rating contains 5", "rating", "`contains` is for texts"),
        ("rating greater than 5", "greater", "did you mean `>`?"),
        ("words of rating > 3", "rating", "has no words to count"),
        ("status > open", "open", "is not a field of a risk"),
        ("cause > treatment", "cause > treatment", "is not more or less than another"),
        ("(status is open)", "(", "there are no brackets"),
        ("{status} is open", "{", "write their names as they are"),
        ("service = 3", "3", "`service` is an id and cannot be compared with `3`, a number"),
        ("service.lifecycl is live", "service.lifecycl", "did you mean `lifecycle`?"),
        ("cause.title is x", "cause.title", "does not refer to another entry"),
        ("a.b.c.d.e.f is x", "a.b.c.d.e.f", "a name has 5 words at most"),
        ("settings.intervals.risk_reviw = 3", "settings.intervals.risk_reviw", "did you mean `risk_review`?"),
        ("settings.intervals = 3", "settings.intervals", "is a group of settings"),
        ("item.due before today", "item.due", "add `each:`"),
        ("due before today or", "", "the name of a field is missing"),
        ("x" * 501, "x" * 501, "longer than 500 characters"),
    ],
)  # fmt: skip
def test_a_slip_in_a_condition_is_told_at_the_word(condition: str, word: str, said: str) -> None:
    (fault,) = faults(when=[condition])
    assert fault.route == ("when", 0)
    assert condition[fault.start : fault.end] == word
    assert said in fault.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 dayz", "did you mean `30 days`?"),
        ("30days", "did you mean `30 days`?"),
        ("30 Days", "did you mean `30 days`?"),
        ("30", "say the unit too: `30 days`"),
        ("1 fortnight", "its unit is one of minutes, hours, days, weeks, months, years"),
        ("1.5 days", "a whole one from 1 to 9999"),
        ("-3 days", "a whole one from 1 to 9999"),
        ("3000000 days", "a whole one from 1 to 9999"),
        ("0 days", "a length of zero"),
        ("monthly", "did you mean `1 month`?"),
        ("risk_reviw", "did you mean `risk_review`?"),
        ("thirty days", "write a length such as `30 days`"),
        ("cause", "`cause` is a text, not a length of time"),
        ("\N{SUPERSCRIPT TWO} days", "write a length such as `30 days`"),
    ],
)
def test_a_slip_in_a_length_is_told(text: str, said: str) -> None:
    (fault,) = faults(since="due", older_than=text)
    assert fault.route == ("older_than",)
    assert said in fault.message


@pytest.mark.parametrize("text", ["30 days", "1 day", "12 months", "9999 hours", "risk_review"])
def test_a_length_that_is_right_is_not_told_of(text: str) -> None:
    assert faults(since="due", older_than=text) == []


@pytest.mark.parametrize(
    ("changed", "key", "said"),
    [
        ({"when": None}, "when", "`when` is empty"),
        ({"when": []}, "when", "must have at least one item"),
        ({"when": [None]}, "when", "is empty"),
        ({"when": [{"status": "open"}]}, "when", "write `status is open`"),
        ({"when": {"status": "open"}}, "when", "write `status is open`"),
        ({"when": [{'cause contains "a': 'b"'}]}, "when", "put it in single quotes"),
        ({"when": [["status is open"]]}, "when", "must be a text, not a list"),
        ({"when": ["status is open"] * 21}, "when", "has too many items"),
        ({"say": None}, "say", "`say` is empty"),
        ({"say": {"id": None}}, "say", "put it in quotes"),
        ({"say": "{ratng}"}, "say", "did you mean `rating`?"),
        ({"say": "{id"}, "say", "write `{{` or `}}`"),
        ({"say": "{}"}, "say", "the name of a field is missing"),
        ({"say": "{due:agoo}"}, "say", "did you mean `ago`?"),
        ({"say": "{rating:ago}"}, "say", "`rating` is a number, so it cannot be shown as `ago`"),
        ({"say": "x" * 501}, "say", "say the rest in `why` or `remedy`"),
        ({"about": None}, "about", "`about` is empty"),
        ({"about": []}, "about", "must have at least one item"),
        ({"about": ["risk", "risc"]}, "about", "did you mean `risk`?"),
        ({"about": "Risk"}, "about", "did you mean `risk`?"),
        ({"about": "on"}, "about", "there is no kind `on`"),
        ({"whne": "x"}, "whne", "did you mean `when`?"),
        ({"severity": "warn"}, "severity", "must be `error`, `warning` or `note`"),
        ({"clauses": "8.6.1"}, "clauses", "did you mean `20000-1:8.6.1`?"),
        ({"clauses": ["20000-1:8.6.11"]}, "clauses", "did you mean `20000-1:8.6.1`?"),
        ({"overdue": "du"}, "overdue", "did you mean `due`?"),
        ({"overdue": "reviw"}, "overdue", "did you mean `review`?"),
        ({"overdue": "cause"}, "overdue", "`cause` is a text, not a day"),
        ({"overdue": "2026-01-01"}, "overdue", "the name of a field is expected here"),
        ({"since": "due"}, "since", "needs `older_than` beside it"),
        ({"older_than": "30 days"}, "older_than", "needs `since` beside it"),
        ({**LATE, "overdue": "due"}, "since", "cannot be used together with `overdue`"),
        ({"named_by": "known-error"}, "named_by", "such as `known-error.problem`"),
        ({"named_by": "problm.owner"}, "named_by", "did you mean `problem`?"),
        ({"named_by": "problem.ownr"}, "named_by", "did you mean `owner`?"),
        ({"names": "cause"}, "names", "say `of` which kind is meant"),
        ({"names": "rating"}, "names", "`rating` is a number, not an id"),
        ({"names": "service", "of": "servce"}, "of", "did you mean `service`?"),
        ({"names": "service", "of": ["change"]}, "of", "`service` names `service`, never `change`"),
        ({"names": "service", "as_": "due"}, "as", "choose another word"),
        ({"of": ["service"]}, "of", "needs `names` or `asks` beside it"),
        ({"as_": "other"}, "as", "needs `names` beside it"),
        ({"where": "status is open"}, "where", "needs `named_by` beside it"),
        ({"asks": "category"}, "asks", "needs `of` beside it"),
        ({"asks": "category", "of": ["organisation"]}, "of", "did you mean `organization`?"),
        ({"asks": "category", "of": []}, "of", "must have at least one item"),
        ({"more_than": "-1"}, "more_than", "must be a whole number, 0 or more"),
        ({"more_than": "three"}, "more_than", "must be a whole number, 0 or more"),
        ({"more_than": "1", "fewer_than": "2"}, "fewer_than", "cannot be used together with `more_than`"),
        ({"more_than": "1", "per": "ownr"}, "per", "did you mean `owner`?"),
        ({"per": "owner"}, "per", "needs `latest` or `more_than` or `fewer_than` beside it"),
        ({"latest": "rating"}, "latest", "`rating` is a number, not a day"),
        ({"each": "service"}, "each", "this kind has no such list"),
        ({"each": "Service"}, "each", "did you mean `service`?"),
        ({"at": "today"}, "at", "a finding cannot be shown at `today`"),
        ({"at": "ratng"}, "at", "did you mean `rating`?"),
        ({"gap": "true"}, "gap", "must be `yes` or `no`"),
        ({"examples": {"bad": "x"}}, "examples", "such as `risk RSK-01:`"),
        ({"examples": {"bad": {"risk RSK-1": "x"}}}, "examples", "such as `risk RSK-01:`"),
        ({"examples": {"bad": {}}}, "examples", "must have at least one item"),
    ],
)  # fmt: skip
def test_a_slip_in_a_key_is_told_at_the_key(changed: dict[str, Any], key: str, said: str) -> None:
    (fault,) = faults(**changed)
    assert fault.route[0] == key
    assert said in fault.message


def test_what_is_missing_is_told_in_one_fault() -> None:
    _, found = declared_rule("a-rule", {}, AROUND)
    assert [fault.message for fault in found] == ["`summary`, `about` and `say` are missing"]


def test_a_rule_that_says_nothing_of_when_it_speaks_is_told() -> None:
    values = {key: value for key, value in SOUND.items() if key != "when"}
    _, (fault,) = declared_rule("a-rule", values, AROUND)
    assert "state in `when` which ones" in fault.message


def test_no_word_of_the_language_is_a_field() -> None:
    """Else the field could not be asked for."""
    from sms_lint.language.field_types import field_types

    words = set(
        re.findall(
            r"[a-z]+", "is in contains matches names repeats before after not or and of to count words days"
        )
    )
    assert not [
        (kind, words & field_types(model).keys())
        for kind, model in kinds().items()
        if words & field_types(model).keys()
    ]
