"""A value goes into a cell and comes back as it was, whatever it is."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.intake.workbook.cells import Cell, encoded, fits, plain, said, shown
from sms_lint.intake.workbook.columns import Column, sheet_forms
from sms_lint.intake.workbook.typed_values import meant
from sms_lint.model.kinds import kinds

COLUMNS = {
    column.heading: column
    for name in ("risk", "incident", "sla", "service", "awareness", "kpi")
    for form in sheet_forms(kinds()[name])
    for column in form.columns
}
ANY = st.text(st.characters() | st.sampled_from("0123456789-:.T_x;,\n\u00a0=+@"), max_size=40)
LIKELY = st.sampled_from(("2026-03-31", "1899-12-31", "2026-03-31T14:05", "2026-03-31 14:05:09", "2026-03-31T00:00", "2026-03-31T14:05+02:00", "2026-02-30", "3.50", "-0", "+7", "007", "12345678901234567890", "1e5", ".5", "yes", "2026-03", "=1"))  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(COLUMNS)), st.one_of(ANY, LIKELY, st.lists(ANY | LIKELY, max_size=4), st.none())), min_size=8, max_size=40))  # fmt: skip
def test_what_goes_into_a_cell_comes_back(values: list[tuple[str, Any]]) -> None:
    """All at once through a file, since a file costs more than its cells."""
    fitting = [(COLUMNS[name], value) for name, value in values if fits(COLUMNS[name], value)]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, (column, value) in enumerate(fitting, 1):
        cell, held = sheet.cell(number, 1), shown(column, value)
        cell.value = encoded(held) if isinstance(held, str) else held
        if isinstance(held, str):
            cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    back = openpyxl.load_workbook(BytesIO(stream.getvalue())).worksheets[0]
    for number, (column, value) in enumerate(fitting, 1):
        cell = back.cell(number, 1)
        assert said(column, Cell(cell.value)) == plain(column, value)


def test_what_no_cell_holds_is_said() -> None:
    title, exceptions = COLUMNS["Title"], COLUMNS["Exceptions"]
    assert not fits(title, ["a list"])
    assert not fits(title, "un\u200bseen")
    assert not fits(exceptions, ["two\nlines", "one"])
    assert not fits(title, "😀" * 20_000)
    assert fits(title, "x" * 20_000)
    assert fits(exceptions, ["a; b", "c"])


MEANT: list[tuple[str, Any, str]] = [
    ("Major", True, "yes"),
    ("Major", "Ja", "yes"),
    ("Major", "FAUX", "no"),
    ("Opened", datetime.combine(date(2026, 3, 31), datetime.min.time()) + timedelta(hours=14, minutes=4, seconds=59.7), "2026-03-31T14:05"),
    ("Opened", "31.3.2026 14:05", "2026-03-31T14:05"),
    ("Opened", "2026-03-31T14:05+02:00", "2026-03-31T14:05+02:00"),
    ("Dependencies", "svc-mail, SVC-WEB\nSVC-NET;", "SVC-MAIL|SVC-WEB|SVC-NET"),
    ("Exceptions", "One; and more\n\n Two ", "One; and more|Two"),
    ("Reassignments", "1 ", "1"),
    ("Value", "1,5 %", "1.5"),
    ("Due", date(2026, 3, 31), "2026-03-31"),
    ("Due", "March 5, 2026", "2026-03-05"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "wanted"), MEANT)
def test_what_people_type_is_what_they_mean(name: str, typed: Any, wanted: str) -> None:
    assert "|".join(meant(COLUMNS[name], Cell(typed)).texts) == wanted


def test_a_percentage_is_a_share_of_a_hundred_only_where_the_field_is_one() -> None:
    share = Column(("share",), "Share", "", {"type": "number", "x-unit": "%", "minimum": 0, "maximum": 100})
    assert meant(share, Cell(0.95, number_format="0%")).texts == ("95",)
    other = meant(COLUMNS["Value"], Cell(0.95, number_format="0%"))
    assert other.doubt == "it is shown as a percentage, so it may mean 0.95 or 95; write it as a plain number"


def test_a_month_that_became_a_day_is_a_month() -> None:
    period = next(
        column for column in sheet_forms(kinds()["sla-result"])[0].columns if column.route == ("period",)
    )
    assert meant(period, Cell(datetime.combine(date(2026, 3, 1), datetime.min.time()))).texts == ("2026-03",)


def test_every_kind_has_sheets_and_every_field_a_cell() -> None:
    for name, model in kinds().items():
        forms = sheet_forms(model)
        headings = [[column.heading for column in form.columns] for form in forms]
        assert all(len(set(heads)) == len(heads) for heads in headings), name
        assert all(0 < len(form.title) <= 31 for form in forms)
        assert len({form.title.casefold() for form in forms}) == len(forms)
