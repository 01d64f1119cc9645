"""Days as a tool writes them: taken where the header says how, refused with what to say where it does not."""

from datetime import date, datetime, time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.sql import literal
from sms_lint.load.table_days import day_text, hint, orders_of
from tests.load.ticket_tables import GOOD, as_csv, check, make_root, place, table

FORMS = {"DD.MM.YYYY": "%d.%m.%Y", "DD/MM/YYYY": "%d/%m/%Y", "MM/DD/YYYY": "%m/%d/%Y"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_root(tmp_path)
    return tmp_path


def read(text: str, order: str) -> str:
    ((found,),) = duckdb.execute(f"SELECT {day_text(literal(text), order)}").fetchall()
    return str(found)


@given(st.dates(date(1000, 1, 1)), st.none() | st.times(), st.sampled_from(list(FORMS)))
@settings(max_examples=40)
def test_a_day_is_read_as_it_was_written(day: date, at: time | None, order: str) -> None:
    written = day.strftime(FORMS[order]).rjust(10, "0")
    if at is None:
        assert read(written, order) == day.isoformat()
        return
    moment = datetime.combine(day, at.replace(microsecond=0))
    assert read(f"{written} {moment:%H:%M}", order) == f"{moment:%Y-%m-%dT%H:%M}".rjust(16, "0")
    assert read(f"{written} {moment:%H:%M:%S}", order) == moment.isoformat()


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("1.9.2026 8:10", "DD.MM.YYYY", "2026-09-01T08:10"),
        ("2026-09-01", "DD.MM.YYYY", "2026-09-01"),
        ("31.09.2026", "DD.MM.YYYY", "2026-09-31"),
        ("01.09.26", "DD.MM.YYYY", "01.09.26"),
        ("01.09.2026", "DD/MM/YYYY", "01.09.2026"),
        ("01.09.2026 and more", "DD.MM.YYYY", "01.09.2026 and more"),
    ],
)
def test_what_is_written_otherwise_stays_as_it_is(text: str, order: str, said: str) -> None:
    assert read(text, order) == said


def test_a_table_whose_header_says_how_is_silent_and_holds_days_as_all_others(root: Path) -> None:
    rows = as_csv([GOOD | {"opened_at": "01.09.2026 08:10", "due": "30.09.2026"}])
    assert table(root, rows, more="dates: DD.MM.YYYY\n") == []
    place(root, "t", rows, more="dates: DD.MM.YYYY\n")
    assert check(root).reading_faults == ()


def test_without_that_the_day_is_refused_and_the_header_named(root: Path) -> None:
    (fault,) = table(root, as_csv([GOOD | {"due": "30.09.2026"}]))
    assert fault[-1].endswith("; where the whole file writes days so, its header says `dates: DD.MM.YYYY`")


def test_a_day_that_there_is_not_is_refused_all_the_same(root: Path) -> None:
    (fault,) = table(root, as_csv([GOOD | {"due": "31.09.2026"}]), more="dates: DD.MM.YYYY\n")
    assert "2026-09-31" in fault[-1]


def test_where_day_and_month_cannot_be_told_apart_both_ways_are_named() -> None:
    assert orders_of("03/04/2026") == ("DD/MM/YYYY", "MM/DD/YYYY")
    assert orders_of("30/04/2026") == ("DD/MM/YYYY",)
    assert orders_of("04/30/2026") == ("MM/DD/YYYY",)
    assert orders_of("2026-04-30") == orders_of("40/40/2026") == ()
    assert "`dates: DD/MM/YYYY` or `dates: MM/DD/YYYY`" in hint("03/04/2026")
