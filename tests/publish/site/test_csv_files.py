"""Registers as CSV."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.view import SiteData
from tests.publish.site.conftest import Published


@pytest.fixture(scope="module")
def view(published: Published) -> SiteData:
    return published.view


def read(view: SiteData, name: str) -> list[dict[str, str]]:
    text = build_pages(view.sms, view.result, view.handbook).downloads[f"files/csv/{name}.csv"]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_document_register_lists_every_document(view: SiteData) -> None:
    rows = read(view, "documents")
    assert [row["Id"] for row in rows] == ["POL-SMS", "PRC-INC"]
    assert rows[0]["Owner"] == "Head of service management"
    assert rows[0]["File"] == "policies/service-management.md"


def test_a_register_holds_its_entries_and_a_table_all_its_rows(view: SiteData) -> None:
    assert {"RSK-2026-01", "RSK-2026-02"} <= {row["id"] for row in read(view, "risk")}
    assets = read(view, "asset")
    assert len(assets) == 120
    assert assets[0]["description"].startswith("Till <b>1</b>")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+2.5", "+2.5"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert list(csv.reader(io.StringIO(csv_text(["a", "b"], [[cell, "x"]]), newline="")))[1] == [written, "x"]


TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))[1:]
    assert len(found) == len(rows)
    for given_row, row in zip(rows, found, strict=True):
        for cell, written in zip(given_row, row, strict=True):
            assert written in (cell, f"'{cell}")
            assert not written.startswith(("=", "@"))
