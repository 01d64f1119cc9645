"""What the query counts is what somebody counts who goes through the records one by one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.compute import figures
from sms_lint.measure.definition import Definition
from sms_lint.measure.expression import Part, checked
from sms_lint.measure.period import Span
from sms_lint.measure.query import Question
from sms_lint.measure.vocabulary import columns_of
from sms_lint.model.kinds import kinds
from tests.measure.by_hand import Row, worked_out
from tests.measure.conftest import definition
from tests.measure.random_definitions import CONDITIONS, NUMBERS, ROW
from tests.measure.records import YEAR, Records, at


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    with duckdb.connect(":memory:") as connection:
        yield Records(connection)


def incident(number: int, opened: str, **fields: Any) -> Row:
    return {"id": f"INC-{number:04}", "opened_at": at(opened), **fields}


THREE = (
    incident(1, "2026-03-01T00:00", priority="P1", resolved_at=at("2026-03-01T04:00"), made_sla="yes", reopen_count=Decimal(0)),
    incident(2, "2026-03-31T23:59", priority="P2", resolved_at=at("2026-04-01T01:59"), made_sla="no", reopen_count=Decimal(2)),
    incident(3, "2026-04-01T00:00", priority="P1", made_sla=None, reopen_count=None),
)  # fmt: skip


def value(records: Records, period: str, **fields: Any) -> str:
    outcome = records.result(definition(**fields), THREE)[period, ""]
    return f"{outcome.value} {outcome.sample}"


def test_each_record_counts_in_the_period_of_its_event(records: Records) -> None:
    assert value(records, "2026-03") == "2.0 2"
    assert value(records, "2026-04") == "1.0 1"
    assert value(records, "2026-05") == "0.0 0"
    assert value(records, "2026-04", event="resolved_at") == "1.0 1"


def test_a_ratio_divides_what_it_counts(records: Records) -> None:
    ratio = {"type": "ratio", "unit": "%", "numerator": "made_sla = 'yes'"}
    assert value(records, "2026-03", **ratio) == "50.0 2"
    assert value(records, "2026-04", **ratio) == "0.0 1"
    assert value(records, "2026-04", **ratio, denominator="filled(made_sla)") == "None 1", (
        "nothing to divide by"
    )
    assert value(records, "2026-05", **ratio) == "None 0", "no record is not 0 %"
    assert value(records, "2026-03", **{**ratio, "numerator": "reopen_count", "unit": "count"}) == "1.0 2"


def test_times_have_the_unit_of_the_definition(records: Records) -> None:
    of = "seconds_between(opened_at, resolved_at)"
    assert value(records, "2026-03", type="average", quantity=of, unit="h") == "3.0 2"
    assert value(records, "2026-03", type="sum", quantity=of, unit="min") == "360.0 2"
    assert value(records, "2026-03", type="percentile", quantity=of, percentile="0.9", unit="h") == "3.8 2"
    assert value(records, "2026-04", type="average", quantity=of, unit="h") == "None 1"


def test_a_backlog_is_what_is_open_at_the_end_of_the_period(records: Records) -> None:
    backlog = {"type": "backlog", "until": "resolved_at"}
    assert value(records, "2026-02", **backlog) == "0.0 0"
    assert value(records, "2026-03", **backlog) == "1.0 1"
    assert value(records, "2026-12", **backlog) == "1.0 1"
    old = {**backlog, "filter": "days_between(opened_at, period_end()) > 30"}
    assert value(records, "2026-04", **old) == "0.0 0"
    assert value(records, "2026-05", **old) == "1.0 1"


def test_a_recurrence_is_like_an_earlier_one(records: Records) -> None:
    like = {"type": "recurrence", "unit": "%", "same": ["priority"], "within": "31 days"}
    assert value(records, "2026-03", **like) == "0.0 2"
    assert value(records, "2026-04", **like) == "100.0 1"
    assert value(records, "2026-04", **{**like, "within": "30 days"}) == "0.0 1"
    assert value(records, "2026-04", **{**like, "same": ["made_sla"]}) == "0.0 1", "nothing is like nothing"


def test_what_is_agreed_is_left_out_until_its_day(records: Records) -> None:
    exclusion = {"where": "priority = 'P2'", "reason": "Trial", "approver": "incident-manager"}
    assert value(records, "2026-03", exclusions=[exclusion]) == "1.0 1"
    assert value(records, "2026-03", exclusions=[{**exclusion, "until": "2026-03-30"}]) == "2.0 2"
    assert value(records, "2026-03", exclusions=[{**exclusion, "until": "2026-03-31"}]) == "1.0 1"
    empty = {**exclusion, "where": "made_sla = 'yes'"}
    assert value(records, "2026-04", exclusions=[empty]) == "1.0 1", "an empty field is no reason"


def test_what_was_so_in_earlier_periods_no_record_says(records: Records) -> None:
    now = {"type": "ratio", "event": None, "unit": "%", "numerator": "made_sla = 'yes'"}
    assert value(records, "2026-11", **now) == "None 0"
    assert value(records, "2026-12", **now) == "33.3 3"


def test_groups_are_apart(records: Records) -> None:
    found = records.result(definition(), THREE, "priority")
    assert {key: int(outcome.value) for key, outcome in found.items() if outcome.value} == {
        ("2026-03", "P1"): 1, ("2026-03", "P2"): 1, ("2026-04", "P1"): 1,
    }  # fmt: skip


@given(CONDITIONS, CONDITIONS, CONDITIONS, NUMBERS, st.lists(ROW, max_size=6))
def test_the_query_and_the_hand_agree(
    records: Records, wanted: str, above: str, below: str, of: str, rows: list[Row]
) -> None:
    rows = [{**row, "id": f"INC-{number:04}"} for number, row in enumerate(rows)]
    ratio = definition(type="ratio", unit="%", filter=wanted, numerator=above, denominator=below)
    total = definition(type="sum", filter=wanted, quantity=of, exclusions=[
        {"where": above, "reason": "Agreed", "approver": "incident-manager", "until": "2026-03-05"}
    ])  # fmt: skip
    for asked in (ratio, total):
        records.fill(asked, rows)
        found = {figure.period_start: figure for figure in figures(Question(asked, YEAR), records.ask)}
        for span in YEAR:
            counted = by_hand(asked, span, rows)
            figure = found.get(span.first)
            assert counted == ((figure.numerator, figure.denominator, figure.sample) if figure else None)


def by_hand(asked: Definition, span: Span, rows: Sequence[Row]) -> tuple[Any, ...] | None:
    """Numerator, denominator and number of records; None where no record counts."""
    parts = asked.parts
    counting = [row for row in rows if span.first <= row["opened_at"].date() <= span.last]
    counting = [row for row in counting if worked_out(parts["filter"], row)]
    for part, until in asked.excluded:
        counting = [
            row for row in counting if not (worked_out(part, row) and row["opened_at"].date() <= until)
        ]
    if not counting:
        return None
    if "quantity" in parts:
        values = [value for row in counting if (value := worked_out(parts["quantity"], row)) is not None]
        return (sum(values) if values else None), None, len(counting)
    return (
        sum(1 for row in counting if worked_out(parts["numerator"], row)),
        sum(1 for row in counting if worked_out(parts["denominator"], row)),
        len(counting),
    )


@given(CONDITIONS | NUMBERS)
def test_whatever_is_accepted_runs(records: Records, text: str) -> None:
    part = checked(text, columns_of(kinds()["incident"]))
    assert isinstance(part, Part), part
    asked = definition(type="ratio", numerator=text)
    records.fill(asked, [])
    assert figures(Question(asked, YEAR), records.ask) == []
