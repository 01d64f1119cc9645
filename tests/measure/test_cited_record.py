"""What a text cites of one record: compared with the record, written by `fill`, and told where there is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.targets import FIGURE
from sms_lint.measure.cited import Cited, differs
from sms_lint.measure.cited_record import recorded
from sms_lint.measure.result import Outcome
from tests.measure.test_cited import cited
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]


def found(text: str) -> Outcome | str:
    named = FIGURE.fullmatch(text)
    assert named, text
    return recorded(Cited(named["name"], "", "", named["field"]), reference_system())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("OBJ-INC-01@target", "95"),
        ("SLR-2026-08-BIRCH-01-1@actual", "99.57"),
        ("SLA-ALDER-01@incidents_in_target", "95"),
        ("SLA-ALDER-01@contacts", "150"),
        ("CON-FIELD@on_site_for_p2", "95"),
        ("INC-2026-0412@reassignment_count", None),
    ],
)
def test_what_a_record_says(text: str, value: str | None) -> None:
    outcome = found(text)
    assert isinstance(outcome, Outcome)
    assert value is None or str(outcome.value) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("OBJ-INC-99@target", "there is no record OBJ-INC-99"),
        ("POL-SMS@version", "there is no record POL-SMS"),
        ("OBJ-INC-01@targets", "has no field `targets`; did you mean `target`?"),
        ("OBJ-INC-01@statement", "says no number in `statement`"),
        ("OBJ-INC-01@due", "says no number in `due`"),
        ("SLA-ALDER-01@availabilty", "has no field `availabilty`; did you mean `availability`?"),
    ],
)
def test_what_it_does_not_say(text: str, said: str) -> None:
    outcome = found(text)
    assert isinstance(outcome, str)
    assert said in outcome


@given(st.decimals(0, 10**6, places=2))
def test_any_other_number_differs(number: object) -> None:
    outcome = found("SLR-2026-08-BIRCH-01-1@actual")
    assert isinstance(outcome, Outcome)
    assert bool(differs(cited(str(number)), outcome)) == (number != outcome.value)


@pytest.mark.parametrize("text", ["A-1.md", "p-1@example", "policy@version", "A-1@Field", "A-1?x=1@field"])
def test_what_is_no_citation_of_a_record(text: str) -> None:
    assert not FIGURE.fullmatch(text)
