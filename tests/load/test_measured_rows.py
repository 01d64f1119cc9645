"""Cells of tables as values to measure with: whatever way people write them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sms_lint.load import load_records
from sms_lint.load.measured_rows import _typed, measured_rows
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.kinds import kinds
from sms_lint.outside.row_database import database

FORMS: dict[str, FieldForm] = {
    form.name: form for kind in ("incident", "change", "service-hours") for form in field_forms(kinds()[kind])
}
NOON = datetime.fromisoformat("2026-03-01T12:00")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with database([]) as found:
        yield found


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("opened_at", "2026-03-01T12:00", NOON),
        ("opened_at", "2026-03-01 12:00", NOON),
        ("opened_at", "  2026-03-01T12:00:00  ", NOON),
        ("opened_at", "2026-03-01T14:00+02:00", NOON),
        ("opened_at", "2026-03-01T12:00:00Z", NOON),
        ("opened_at", "2026-03-01T07:00:00-05:00", NOON),
        ("opened_at", "2026-03-01T12:00:00.000000+00:00", NOON),
        ("opened_at", "2026-03-01", datetime.fromisoformat("2026-03-01T00:00")),
        ("opened_at", "yesterday", None),
        ("opened_at", "a long while ago, nobody knows", None),
        ("opened_at", "2026-02-30T12:00", None),
        ("opened_at", "", None),
        ("opened_at", "   ", None),
        ("opened_at", None, None),
        ("valid_from", "2026-03-01", date(2026, 3, 1)),
        ("valid_from", " 2026-03-01 ", date(2026, 3, 1)),
        ("valid_from", "soon", None),
        ("valid_from", None, None),
        ("reopen_count", "5", 5),
        ("reopen_count", " 5 ", 5),
        ("reopen_count", "+5", 5),
        ("reopen_count", " +5", 5),
        ("reopen_count", "five", None),
        ("reopen_count", "", None),
        ("pending_time", "5", Decimal(5)),
        ("pending_time", " +0.123456789 ", Decimal("0.123456789")),
        ("pending_time", "1,5", None),
        ("pending_time", "12345678901234567890123456789", None),
        ("priority", " P1 ", "P1"),
        ("priority", "", None),
        ("priority", "  ", None),
    ],
)
def test_a_cell_is_what_was_meant(
    connection: duckdb.DuckDBPyConnection, field: str, cell: str | None, value: Any
) -> None:
    found = connection.execute(
        f"SELECT {_typed(FORMS[field], 'c0')} FROM (SELECT CAST(? AS VARCHAR) AS c0)", [cell]
    )
    assert found.fetchall() == [(value,)]


@pytest.mark.parametrize("typed", [True, False])
def test_parquet_says_the_same(tmp_path: Path, typed: bool) -> None:
    moments, whole = ("TIMESTAMP", "INTEGER") if typed else ("VARCHAR", "VARCHAR")
    rows = (
        "SELECT *, 'mail' AS category, 'P1' AS priority, 'new' AS status FROM ("
        f"SELECT 'INC-1' AS id, CAST('2026-03-01 12:00:00' AS {moments}) AS opened_at, CAST(5 AS {whole}) AS reopen_count, "
        f"CAST(7 AS {whole}) AS pending_time UNION ALL SELECT 'INC-2', NULL, NULL, NULL)"
    )
    (tmp_path / "records").mkdir()
    duckdb.execute(f"COPY ({rows}) TO '{tmp_path}/records/incidents.parquet' (FORMAT parquet)")
    (tmp_path / "sms.yml").write_text("organization: {name: Ours}\n", "utf-8")
    (tmp_path / "records" / "incidents.yml").write_text(
        "kind: incident\nid: TAB-INC\ntitle: Incidents\nowner: incident-manager\nreview: {every: 3 months, last: 2026-03-01}\n"
        "data: incidents.parquet\nsource: {system: Ticket system, exported: 2026-04-01}\n",
        "utf-8",
    )
    names = frozenset({"id", "opened_at", "reopen_count", "pending_time"})
    with measured_rows(tmp_path, load_records(tmp_path), {"incident": names}) as ask:
        found = ask("SELECT id, opened_at, reopen_count, pending_time FROM incident ORDER BY id")
    assert found == [("INC-1", NOON, 5, Decimal(7)), ("INC-2", None, None, None)]
