"""Cells of tables as values to measure with: whatever way people write them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from sms_lint.load.measured_rows import _typed
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
