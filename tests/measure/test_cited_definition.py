"""What a cited figure is computed by: a KPI, a count of records, and only those that say something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.targets import FIGURE
from sms_lint.measure.cited import Cited
from sms_lint.measure.cited_definition import cited_definition
from sms_lint.measure.definition import Definition
from sms_lint.measure.engine import DUCKDB
from sms_lint.measure.period import read_span
from sms_lint.measure.query import Question, counting, query
from sms_lint.model.kinds import kinds
from tests.measure.conftest import definition

KPIS = {"KPI-X": definition(filter="priority = 'P1'")}


def cited(text: str) -> Cited:
    named = FIGURE.fullmatch(text)
    assert named, text
    return Cited(named["name"], named["where"] or "", named["period"])


def found(text: str) -> Definition | str:
    return cited_definition(cited(text), KPIS, kinds())


def asked(text: str) -> str:
    """The query."""
    read, span = found(text), read_span(cited(text).period)
    assert isinstance(read, Definition), read
    assert span
    return query([counting(Question(read, [span]), DUCKDB)])


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("KPI-X@2026-Q3", "(\"priority\" = 'P1')"),
        ("KPI-X?service=SVC-MAIL@2026-09", "((\"priority\" = 'P1') AND (\"service\" = 'SVC-MAIL'))"),
        ("incident?priority=P2&major=no@2026", "((\"priority\" = 'P2') AND (\"major\" = 'no'))"),
        ("incident?reopen_count=2@2026", '("reopen_count" = 2)'),
        ("change?affected_cis=CI-1@2026", "contains(';' || \"affected_cis\" || ';', ';' || 'CI-1' || ';')"),
        ("incident?priority!=P1@2026", "(NOT (\"priority\" = 'P1'))"),
        ("incident?category=Bob%27s%20%3B@2026", "(\"category\" = 'Bob''s ;')"),
    ],
)
def test_only_those_that_say_so_count(text: str, condition: str) -> None:
    assert condition in asked(text)


def test_records_count_by_the_day_that_is_named() -> None:
    of_nine_months = asked("incident@2026-01..2026-09")
    assert "DATE '2026-01-01' AS first_day, DATE '2026-09-30' AS last_day" in of_nine_months
    assert '"opened_at" >= first_day' in of_nine_months
    assert '"resolved_at"' in asked("incident/resolved_at@2026-W36")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KPI-Y@2026", ""),
        ("incidents@2026", "there is no kind of record `incidents`; did you mean `incident`?"),
        ("policy@2026", "there is no kind of record `policy`"),
        ("person@2026", "has no day by which it is counted; name a field, such as person/due"),
        ("incident/opened@2026", "`opened` is not a field of incident; did you mean `opened_at`?"),
        ("incident/category@2026", "`category` is a text; a record enters a period by a date"),
        ("incident?prioritty=P1@2026", "`prioritty` is not a field of incident; did you mean `priority`?"),
        ("incident?status=opened@2026", "`status` is never `opened`"),
        ("incident?priority@2026", "`priority` says nothing of a field; write field=value or field!=value"),
        ("incident?reopen_count=many@2026", "`reopen_count` is a number, and `many` is none"),
        ("incident?reopen_count=1%20OR%201%3D1@2026", "`reopen_count` is a number"),
        ("budget.cost@2026-Q3", "`cost` is not a field"),
        ("budget.status@2026-Q3", "this is a text"),
        ("incident?category=%00@2026", "no control character"),
    ],
)
def test_what_cannot_be_computed_says_why(text: str, said: str) -> None:
    answer = found(text)
    assert isinstance(answer, str)
    assert said in answer
    assert bool(said) == bool(answer)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_value_reaches_beyond_its_text(value: str) -> None:
    answer = cited_definition(Cited("incident", f"category={value}", "2026"), {}, kinds())
    if isinstance(answer, Definition):
        (_, text) = answer.parts["filter"].parts
        assert text.form == "text"
        assert sorted(answer.columns) == ["category", "opened_at"]


def test_periods_from_one_to_another() -> None:
    span = read_span("2025-Q4..2026-02")
    assert span
    assert (str(span.first), str(span.last)) == ("2025-10-01", "2026-02-28")
    for wrong in ("2026-02..2026-01", "2026..2026..2026", "..2026", "2026..", "2026-W60", "2025-W53"):
        assert read_span(wrong) is None
