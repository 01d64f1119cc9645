"""Every engine gives the same numerators, denominators and percentiles, to the last digit."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.measure.compute import all_figures, figures
from sms_lint.measure.definition import Definition
from sms_lint.measure.engine import DUCKDB, ENGINES
from sms_lint.measure.period import spans
from sms_lint.measure.query import Question
from sms_lint.measure.result import Figure
from sms_lint.outside.engines import Ask, engine
from tests.measure.by_hand import Row
from tests.measure.engines import DEFINITIONS, HOLDS, holds_written_out, written_out
from tests.measure.random_definitions import ROW
from tests.measure.records import YEAR

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
ROWS = st.lists(ROW, max_size=6).map(
    lambda rows: [{**row, "id": f"INC-{number:04}"} for number, row in enumerate(rows)]
)


@pytest.fixture(scope="session")
def in_postgresql(postgresql_address: str) -> Iterator[Ask]:
    with engine("postgresql", "ADDRESS", {"ADDRESS": postgresql_address}) as ask:
        yield ask


@pytest.fixture(scope="module")
def in_duckdb() -> Iterator[Ask]:
    with duckdb.connect(":memory:") as connection:
        yield lambda statement: connection.execute(statement).fetchall()


def alike(name: str, ask: Ask, in_duckdb: Ask, examples: int) -> None:
    """Random definitions of all types over random records, by both engines."""
    other = ENGINES[name]

    @settings(max_examples=examples, deadline=None)
    @given(DEFINITIONS, ROWS, HOLDS, st.sampled_from(["", "priority"]))
    def compare(wanted: Sequence[Definition], rows: list[Row], holds: list[Row], by: str) -> None:
        there, here = (
            _questions(wanted, by, written_out(rows, engine), holds_written_out(holds, engine))
            for engine in (other, DUCKDB)
        )
        together = all_figures(there, ask, other)
        for asked, found, question in zip(wanted, together, here, strict=True):
            alone = figures(question, in_duckdb)
            assert _in_order(found) == _in_order(alone), asked.kpi

    compare()


def _questions(wanted: Sequence[Definition], by: str, table: str, pauses: str) -> list[Question]:
    first, last = YEAR[0].first, YEAR[5].last
    return [
        Question(asked, tuple(spans(asked.kpi.frequency, first, last)), by, table, pauses) for asked in wanted
    ]


def _in_order(found: Sequence[Figure]) -> list[Figure]:
    return sorted(found, key=lambda figure: (figure.period_start, figure.group))


def test_postgresql_and_duckdb_agree(in_postgresql: Ask, in_duckdb: Ask) -> None:
    alike("postgresql", in_postgresql, in_duckdb, 300 if NIGHTLY else 12)


def test_clickhouse_and_duckdb_agree(in_duckdb: Ask, tmp_path: Path) -> None:
    pytest.importorskip("chdb", reason="not run: chdb is not installed; `make engines` installs it")
    with engine("clickhouse", "ADDRESS", {"ADDRESS": str(tmp_path)}) as ask:
        alike("clickhouse", ask, in_duckdb, 100 if NIGHTLY else 5)


def test_spark_and_duckdb_agree(in_duckdb: Ask) -> None:
    pytest.importorskip("pyspark", reason="not run: pyspark is not installed; `make engines` installs it")
    with engine("spark", "ADDRESS", {"ADDRESS": "local[2]"}) as ask:
        alike("spark", ask, in_duckdb, 20 if NIGHTLY else 2)
