"""Registers as CSV."""

import csv
import io

import pytest

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
