"""Other engines for tests: a real one each, and records written into the query."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from sms_lint.measure.definition import Definition
from sms_lint.measure.engine import Engine
from sms_lint.measure.vocabulary import columns_of
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.service_hours import ServiceHours
from tests.measure.by_hand import Row
from tests.measure.conftest import definition
from tests.measure.random_definitions import CONDITIONS, NUMBERS, SECONDS
from tests.measure.records import at
from tests.measure.test_hours import HOURS

COLUMNS = (
    "id", "opened_at", "resolved_at", "closed_at", "priority", "made_sla", "major", "title", "reopen_count", "reassignment_count", "pending_time",
)  # fmt: skip


def written_out(
    rows: Sequence[Row], engine: Engine, kind: str = "incident", names: Sequence[str] = COLUMNS
) -> str:
    """Records as a table in the words of an engine."""
    columns = columns_of(kinds()[kind])
    types = [engine.type_of(columns[name].sort) if name in columns else engine.string for name in names]
    selects = []
    for row in [*rows, {}]:
        fields = [
            f"CAST({_value(row.get(name), engine)} AS {of}) AS {engine.column(name)}"
            for name, of in zip(names, types, strict=True)
        ]
        selects.append(f"SELECT {', '.join(fields)}")
    return f"({' UNION ALL '.join(selects)} WHERE 1 = 0)"


def holds_written_out(holds: Sequence[Row], engine: Engine) -> str:
    """Times on hold as a table in the words of an engine."""
    return written_out(holds, engine, "pause", ("record", "from", "until"))


def _value(value: Any, engine: Engine) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, datetime):
        return engine.text(value.isoformat(" ", "seconds"))
    return engine.text(format(value, "f") if isinstance(value, Decimal) else str(value))


FACTORS = st.tuples(
    NUMBERS, st.sampled_from(["*", "/"]), NUMBERS | st.sampled_from(["3", "1024", "0.0078125"])
).map(" ".join)
TIMES = st.one_of(
    SECONDS,
    st.just("business_seconds(opened_at, resolved_at) - paused_seconds(opened_at, resolved_at)"),
    st.just("seconds_between(opened_at, resolved_at) / 3"),
    st.just("paused_seconds(opened_at, closed_at)"),
)
EXCLUSION = {
    "where": "priority = 'P2'",
    "reason": "Agreed",
    "approver": "incident-manager",
    "until": "2026-03-05",
}


def _all_types(
    hours: ServiceHours, wanted: str, above: str, number: str, factor: str, length: str
) -> list[Definition]:
    calendar = {"calendar": "HRS-DAY"} if "business" in length else {}
    timed: Mapping[str, Any] = {"quantity": length, "unit": "h", "filter": wanted, **calendar}
    numbered: Mapping[str, Any] = {"filter": wanted, "exclusions": [EXCLUSION]}
    given: list[Mapping[str, Any]] = [
        {"type": "count", **numbered, "frequency": "week"},
        {"type": "ratio", "numerator": above, "unit": "%", **numbered},
        {"type": "ratio", "numerator": number, "denominator": factor, **numbered, "frequency": "quarter"},
        {"type": "sum", "quantity": factor, **numbered},
        {"type": "average", **timed},
        {"type": "percentile", "percentile": "0.9", **timed},
        {"type": "percentile", "percentile": "0.5", "quantity": number, **numbered},
        {"type": "backlog", "until": "resolved_at", "filter": f"({wanted}) and days_between(opened_at, period_end()) > 3"},
        {"type": "recurrence", "same": ["priority"], "within": "5 days", "unit": "%", "filter": wanted},
        {"type": "availability", "until": "resolved_at", "calendar": "HRS-DAY", "unit": "%", "filter": wanted},
        {"type": "ratio", "event": None, "numerator": above, "unit": "%"},
    ]  # fmt: skip
    return [definition([hours], **fields) for fields in given]


# Definitions of all types that are computed.
DEFINITIONS = st.builds(_all_types, HOURS, CONDITIONS, CONDITIONS, NUMBERS, FACTORS, TIMES)
MOMENTS = st.integers(0, 60 * 96).map(lambda number: at("2026-02-01") + timedelta(minutes=15 * number))
HOLDS = st.lists(
    st.fixed_dictionaries({
        "record": st.integers(0, 5).map(lambda number: f"INC-{number:04}"),
        "from": MOMENTS,
        "until": st.none() | MOMENTS,
    }),
    max_size=6,
)  # fmt: skip
