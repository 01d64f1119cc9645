"""Random conditions, numbers and records, to count by query and by hand."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.measure.records import at

NUMBER = st.sampled_from(
    ["reopen_count", "reassignment_count", "2", "0.5", "days_between(opened_at, resolved_at)"]
)
SECONDS = st.sampled_from(["seconds_between(opened_at, resolved_at)", "pending_time", "hours(4)", "days(2)"])
NUMBERS = st.recursive(
    NUMBER,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda part: f"coalesce({part}, 1)"),
        inner.map(lambda part: f"abs({part})"),
        inner.map(lambda part: f"-({part})"),
        st.tuples(inner, inner).map(
            lambda parts: f"case when major = 'yes' then {parts[0]} else {parts[1]} end"
        ),
    ),
    max_leaves=4,
)
SIMPLE = st.one_of(
    st.tuples(NUMBERS, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), NUMBERS).map(" ".join),
    st.tuples(SECONDS, st.sampled_from(["<", ">="]), SECONDS).map(" ".join),
    st.sampled_from([
        "made_sla = 'yes'", "priority in ('P1', 'P3')", "priority <> 'P2'", "filled(resolved_at)", "major is null", "opened_at < '2026-03-03'",
        "resolved_at >= '2026-03-02T12:00'", "resolved_at > opened_at", "opened_at between '2026-02-10' and '2026-03-20'", "title = 'it''s'",
    ]),
)  # fmt: skip
CONDITIONS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda part: f"not ({part})"),
    ),
    max_leaves=5,
)
MOMENT = st.integers(0, 80 * 24 * 60).map(lambda minutes: at("2026-02-01") + timedelta(minutes=minutes))
ROW = st.fixed_dictionaries({
    "opened_at": MOMENT,
    "resolved_at": st.none() | MOMENT,
    "priority": st.sampled_from([None, "P1", "P2", "P3"]),
    "made_sla": st.sampled_from([None, "yes", "no"]),
    "major": st.sampled_from([None, "yes", "no"]),
    "title": st.sampled_from([None, "it's", "x"]),
    "reopen_count": st.none() | st.integers(0, 3).map(Decimal),
    "reassignment_count": st.none() | st.integers(0, 3).map(Decimal),
    "pending_time": st.none() | st.integers(0, 200_000).map(Decimal),
})  # fmt: skip
