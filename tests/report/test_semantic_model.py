"""What a semantic model says is what we compute: its expressions run elsewhere, and come to the same."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.compute import figures
from sms_lint.measure.definition import Definition
from sms_lint.measure.period import Span
from sms_lint.measure.query import Question
from sms_lint.measure.result import outcomes
from sms_lint.report.semantic_model import aggregate, semantic_model
from tests.measure.by_hand import Row
from tests.measure.conftest import definition
from tests.measure.random_definitions import CONDITIONS, ROW
from tests.measure.records import Records

ALL = (Span("2026", date(2026, 1, 1), date(2026, 12, 31)),)
TIME = "seconds_between(opened_at, resolved_at)"


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    with duckdb.connect(":memory:") as connection:
        yield Records(connection)


def elsewhere(records: Records, wanted: Definition) -> Decimal | None:
    """What another program makes of the expression: read as SQL of Snowflake, which has all of its words."""
    said = aggregate(wanted)
    assert said is not None
    statement = sqlglot.transpile(f"SELECT {said} FROM incident", read="snowflake", write="duckdb")[0]
    value = records.ask(statement)[0][0]
    return None if value is None else Decimal(str(value))


def ours(records: Records, wanted: Definition) -> Decimal | None:
    found = outcomes(wanted, ALL, figures(Question(wanted, ALL), records.ask))
    return found[0].value


@settings(max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 20)
@given(CONDITIONS, CONDITIONS, st.integers(0, 4), st.lists(ROW, min_size=1, max_size=6))
def test_it_comes_to_the_same(
    records: Records, wanted: str, above: str, which: int, rows: Sequence[Row]
) -> None:
    kinds: list[dict[str, Any]] = [
        {"type": "ratio", "unit": "%", "numerator": above},
        {"type": "ratio", "unit": "count", "numerator": "reopen_count", "denominator": above},
        {"type": "average", "unit": "h", "quantity": TIME},
        {"type": "sum", "unit": "count", "quantity": "reassignment_count"},
        {"type": "percentile", "unit": "min", "quantity": TIME, "percentile": "0.9"},
    ]
    asked = definition(filter=wanted, decimals="6", **kinds[which])
    records.fill(asked, [{**row, "id": f"INC-{number:04}"} for number, row in enumerate(rows)])
    there, here = elsewhere(records, asked), ours(records, asked)
    if here is None:
        assert there is None
    else:
        assert there is not None
        assert abs(there - here) < Decimal("0.00001")


def test_what_is_more_than_one_aggregate_is_named() -> None:
    backlog = definition(type="backlog", until="resolved_at")
    dated = definition(filter="opened_at < period_start()")
    made = semantic_model("Ours", [backlog, dated, definition()])
    assert made.metrics == 1
    assert made.left_out == (
        "KPI-X, since a backlog is more than one aggregate of rows",
        "KPI-X, since it asks for the days of its period, and a metric there has none",
    )


def test_its_form_is_that_of_the_specification() -> None:
    exclusion = {
        "where": "major = 'yes'",
        "reason": "Agreed",
        "approver": "incident-manager",
        "until": "2026-03-05",
    }
    made = semantic_model("Ours", [definition(), definition(exclusions=[exclusion])])
    found = json.loads(made.text)
    assert set(found) == {"version", "semantic_model"}
    model = found["semantic_model"][0]
    assert set(model) == {"name", "datasets", "metrics"}
    assert [dataset["name"] for dataset in model["datasets"]] == ["incident"]
    assert {field["name"] for field in model["datasets"][0]["fields"]} == {"id", "opened_at", "major"}
    for metric in model["metrics"]:
        assert set(metric) <= {
            "name",
            "expression",
            "description",
            "datatype",
            "ai_context",
            "custom_extensions",
        }
        assert metric["expression"]["dialects"][0]["dialect"] == "ANSI_SQL"
        own = json.loads(metric["custom_extensions"][0]["data"])
        assert own["targets"] == [{"from": "2026-01-01", "value": "95"}]
        assert own["event"] == "opened_at"
