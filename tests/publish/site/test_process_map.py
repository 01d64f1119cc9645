from pathlib import Path

import pytest

from sms_lint.model.kinds.documents import Process
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.process_map import drawing, interfaces
from tests.publish.site.conftest import reference_site, reference_view, view_of
from tests.publish.site.html_reading import Reading, rendered


@pytest.fixture(scope="module")
def pages() -> dict[str, Reading]:
    site = reference_site()
    wanted = ("processes/map.md", "processes/PRC-INC.md", "processes/index.md")
    return {path: rendered(site.pages[path].partition("\n---\n")[2]) for path in wanted}


def test_the_map_has_a_dot_for_each_interface_and_says_it_in_words(pages: dict[str, Reading]) -> None:
    view = reference_view()
    found = list(view.sms.all(Process))
    items = interfaces(found)
    assert items["PRC-INC", "PRC-PRB"]
    read = pages["processes/map.md"]
    dots = [attributes for tag, attributes in read.tags if tag == "circle"]
    assert len(dots) == len(items)
    assert f"{len(found)} processes with {len(items)} interfaces" in read.text
    for (giver, taker), names in items.items():
        assert f"{giver} to {taker}: {', '.join(names)}" in read.text
        assert f"../processes/{taker}.html" in read.values("a", "href")


def test_what_leads_out_of_the_system_or_back_to_itself_is_no_interface() -> None:
    view = reference_view()
    found = [process for process in view.sms.all(Process) if process.id in ("PRC-INC", "PRC-PRB")]
    assert set(interfaces(found)) <= {("PRC-INC", "PRC-PRB"), ("PRC-PRB", "PRC-INC")}
    assert "<circle" not in drawing(found[:1], interfaces(found[:1]))


def test_a_process_shows_its_records_of_late(pages: dict[str, Reading]) -> None:
    read = pages["processes/PRC-INC.md"]
    assert "sms-records" in read.ids
    assert "../registers/incident.html" in read.values("a", "href")
    assert "The last 3 months are those from 2026-07-31 to 2026-10-31." in read.text


def test_a_process_whose_records_are_not_kept_yet_says_so(small: Path) -> None:
    process = small / "processes" / "incident-management.md"
    process.write_text(
        process.read_text("utf-8").replace("records: [risk]", "records: [risk, incident]"), "utf-8"
    )
    view = view_of(small)
    site = build_pages(view.sms, view.result, view.handbook)
    said = rendered(site.pages["processes/PRC-INC.md"].partition("\n---\n")[2]).text
    assert "Not kept yet: Incident register." in said
