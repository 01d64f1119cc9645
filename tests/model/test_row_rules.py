"""Value rules: each says the same of a row of texts and of a table's columns."""

from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.row_rules import (
    AtMost,
    DifferenceOf,
    Different,
    NotBefore,
    OnlyWhen,
    Product,
    RequiredWhen,
    RowRule,
    Within,
    column,
)

A, B, C = "a", "b", "c"
SILENT: list[tuple[RowRule, dict[str, Any]]] = [
    (NotBefore(A, B), {A: "2026-01-02", B: "2026-01-02"}),
    (NotBefore(A, B), {A: "2026-01-02", B: "2026-01-02T17:00"}),
    (NotBefore(A, B), {A: "2026-01-02T10:00+02:00", B: "2026-01-02T08:00Z"}),
    (NotBefore(A, B), {A: "2026-01-02"}),
    (NotBefore(A, B), {A: "yesterday", B: "2026-01-02"}),
    (NotBefore(A, B, (C,)), {A: "2026-01-01", B: "2026-01-02", C: "2025-12-31"}),
    (RequiredWhen(A, B, ("closed",)), {B: "open"}),
    (RequiredWhen(A, B, ("closed",)), {B: "closed", A: "x"}),
    (OnlyWhen(A, B, ("closed",)), {B: "closed", A: "x"}),
    (OnlyWhen(A, B, ("closed",)), {B: "open"}),
    (OnlyWhen(A, B, ("closed",)), {A: "x"}),
    (Product(A, B, C), {A: "6", B: "2", C: "3"}),
    (Product(A, B, C), {A: "6.0", B: "2", C: "3.00"}),
    (Product(A, B, C), {A: "6", B: "two", C: "3"}),
    (DifferenceOf(A, B, C), {A: "-0.2", B: "0.1", C: "0.3"}),
    (AtMost(A, B), {A: "3", B: "3"}),
    (AtMost(A, B), {A: "30"}),
    (Different(A, B), {A: "P-1", B: "P-2"}),
    (Different(A, B), {B: "P-2"}),
    (Within(A, B, 30), {A: "2026-01-31", B: "2026-01-01"}),
]
SPOKEN: list[tuple[RowRule, dict[str, Any], str]] = [
    (NotBefore(A, B), {A: "2026-01-01", B: "2026-01-02"}, "`a` (2026-01-01) is before `b` (2026-01-02)"),
    (NotBefore(A, B, (C,)), {A: "2026-01-01", B: "2026-01-02", C: ""}, "`a` (2026-01-01) is before `b`"),
    (NotBefore(A, B), {A: "2026-01-01T08:00", B: "2026-01-01T08:01"}, "`a` (2026-01-01T08:00) is before"),
    (
        NotBefore(A, B),
        {A: "2026-01-01T08:00+02:00", B: "2026-01-01T08:00"},
        "`a` (2026-01-01T08:00+02:00) is before",
    ),
    (RequiredWhen(A, B, ("closed",)), {B: "closed"}, "`a` is needed, because `b` is `closed`"),
    (
        OnlyWhen(A, B, ("closed", "done")),
        {B: "open", A: "x"},
        "`a` is filled although `b` is `open`; it belongs to `closed` or",
    ),
    (Product(A, B, C), {A: "7", B: "2", C: "3"}, "`a` is 7, but `b` × `c` (2 × 3) is 6"),
    (DifferenceOf(A, B, C), {A: "10", B: "20", C: "30"}, "`a` is 10, but `b` − `c` (20 − 30) is -10"),
    (AtMost(A, B), {A: "10", B: "9"}, "`a` (10) is more than `b` (9)"),
    (Different(A, B), {A: "P-1", B: "P-1"}, "`a` and `b` both name `P-1`"),
    (Within(A, B, 30), {A: "2026-02-01", B: "2026-01-01"}, "`a` (2026-02-01) is more than 30 days after `b`"),
]


def broken_in_sql(rule: RowRule, row: dict[str, Any]) -> bool:
    """What the rule's condition says of the row as one line of a table; absent values are empty."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET timezone = 'UTC'")
        columns = ", ".join(f"?::VARCHAR AS {column(name)}" for name in (A, B, C))
        answer = connection.execute(
            f"SELECT {rule.sql()} FROM (SELECT {columns})", [row.get(name) for name in (A, B, C)]
        ).fetchone()
    assert answer is not None
    return bool(answer[0])


@pytest.mark.parametrize(("rule", "row"), SILENT, ids=str)
def test_silent(rule: RowRule, row: dict[str, Any]) -> None:
    assert rule.fault(row) is None
    assert not broken_in_sql(rule, row)


@pytest.mark.parametrize(("rule", "row", "message"), SPOKEN, ids=str)
def test_spoken(rule: RowRule, row: dict[str, Any], message: str) -> None:
    assert (rule.fault(row) or "").startswith(message)
    assert broken_in_sql(rule, row)
    assert rule.words.startswith("`a`")


def test_a_list_that_names_the_other_is_not_different() -> None:
    assert Different(A, B).fault({A: ["P-1", "P-2"], B: "P-2"}) == "`a` and `b` both name `P-2`"
    assert broken_in_sql(Different(A, B), {A: "P-1;P-2", B: "P-2"})


VALUES = st.one_of(
    st.none(),
    st.dates().map(str),
    st.datetimes(timezones=st.just(None)).map(lambda moment: moment.isoformat(timespec="minutes")),
    st.tuples(st.datetimes(timezones=st.just(None)), st.sampled_from(["Z", "+02:00", "-11:30"])).map(
        lambda pair: pair[0].isoformat(timespec="minutes") + pair[1]
    ),
    st.integers(-999, 999).map(str),
    st.decimals(-99, 99, places=2).map(str),
    st.sampled_from(["open", "closed", "P-1", "P-2", "x"]),
)


@given(
    st.sampled_from([NotBefore(A, B), NotBefore(A, B, (C,)), RequiredWhen(A, B, ("closed",)), OnlyWhen(A, B, ("closed",)), Product(A, B, C),
                     DifferenceOf(A, B, C), AtMost(A, B), Different(A, B), Within(A, B, 30)]),
    st.fixed_dictionaries({A: VALUES, B: VALUES, C: VALUES}),
)  # fmt: skip
def test_row_and_table_are_judged_alike(rule: RowRule, row: dict[str, str | None]) -> None:
    assert bool(rule.fault(row)) == broken_in_sql(rule, row)
