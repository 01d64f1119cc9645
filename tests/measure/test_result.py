"""What a figure comes to: value, target in force, status."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sms_lint.measure.period import last_whole, read_span, span_of, spans
from sms_lint.measure.result import Figure, outcomes
from tests.measure.conftest import definition

JANUARY = tuple(spans("month", date(2026, 1, 1), date(2026, 1, 31)))
TARGETS = [
    {"from": "2025-01-01", "value": "90"},
    {"from": "2026-01-15", "value": "95"},
    {"from": "2026-02-01", "value": "99"},
]


def judged(above: int | None, below: int | None = None, sample: int = 20, **fields: Any) -> str:
    found = definition(**fields)
    figure = Figure(JANUARY[0].first, "", number(above), number(below), sample)
    (outcome,) = outcomes(found, JANUARY, [figure] if sample else [])
    return f"{outcome.value} {outcome.status}"


def number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


RATIO: dict[str, Any] = {"type": "ratio", "unit": "%", "numerator": "made_sla = 'yes'", "targets": TARGETS}


def test_the_target_is_that_in_force_at_the_end_of_the_period() -> None:
    assert judged(19, 20, **RATIO) == "95.0 met"
    assert judged(18, 20, **RATIO) == "90.0 missed"
    assert judged(19, 20, **{**RATIO, "targets": TARGETS[2:]}) == "95.0 no target"


def test_it_is_the_rounded_value_that_is_judged() -> None:
    assert judged(9495, 10000, **RATIO) == "95.0 met"
    assert judged(9494, 10000, **RATIO) == "94.9 missed"
    assert judged(9494, 10000, **RATIO, decimals="2") == "94.94 missed"


def test_nothing_is_not_zero_unless_the_definition_says_so() -> None:
    assert judged(None, None, 0, **RATIO) == "None no data"
    assert judged(0, 0, 5, **RATIO) == "None no data"
    assert judged(None, None, 0, **RATIO, empty_period="zero") == "0.0 missed"
    assert judged(None, None, 0, direction="lower") == "0.0 met"


def test_a_small_sample_is_shown_and_not_judged() -> None:
    assert judged(1, 1, 1, **RATIO, minimum_sample="10") == "100.0 sample too small"
    assert judged(10, 10, 10, **RATIO, minimum_sample="10") == "100.0 met"


@pytest.mark.parametrize(
    ("value", "status"), [(4, "missed"), (5, "met"), (7, "met"), (9, "met"), (10, "missed")]
)
def test_a_band_has_two_ends(value: int, status: str) -> None:
    targets = [{"from": "2026-01-01", "low": "5", "high": "9"}]
    assert judged(value, direction="band", targets=targets) == f"{value}.0 {status}"


def test_lower_is_better_where_the_definition_says_so() -> None:
    assert judged(95, direction="lower") == "95.0 met"
    assert judged(96, direction="lower") == "96.0 missed"


def test_periods_are_whole() -> None:
    assert [span.name for span in spans("month", date(2026, 1, 2), date(2026, 4, 1))] == [
        "2026-02",
        "2026-03",
    ]
    assert [span.name for span in spans("quarter", date(2025, 12, 1), date(2026, 6, 30))] == [
        "2026-Q1",
        "2026-Q2",
    ]
    assert [span.name for span in spans("week", date(2025, 12, 28), date(2026, 1, 11))] == [
        "2026-W01",
        "2026-W02",
    ]
    assert span_of(date(2027, 1, 3), "week")[:2] == ("2026-W53", date(2026, 12, 28))
    assert [span.name for span in last_whole("month", date(2026, 3, 31), 2)] == ["2026-01", "2026-02"]
    assert [span.name for span in last_whole("year", date(2026, 3, 31), 1)] == ["2025"]
    assert read_span("2026-Q5") is None
