"""Tables sort and filter, by mouse and by keyboard, and are whole without any script."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.publish.site.conftest import Published


@pytest.fixture
def documents(chromium: Browser, reference: Published) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((reference.folder / "documents" / "index.html").as_uri())
        yield page


def shown(page: Page, column: int) -> list[str]:
    rows = f"rows => rows.filter(row => !row.hidden).map(row => row.cells[{column}].textContent.trim())"
    return list(page.locator(".sms-data tbody tr").evaluate_all(rows))


@pytest.mark.browser
def test_a_column_sorts_both_ways_by_keyboard(documents: Page) -> None:
    head = documents.locator("th", has=documents.locator("button", has_text="Title"))
    before = shown(documents, 1)
    documents.get_by_role("button", name="Title").focus()
    documents.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    up = shown(documents, 1)
    assert up == sorted(before, key=str.casefold)
    documents.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert shown(documents, 1) == up[::-1]


@pytest.mark.browser
def test_words_and_choices_filter_and_the_number_is_told(documents: Page) -> None:
    number = len(shown(documents, 0))
    assert documents.locator("output").inner_text() == f"{number} of {number} shown"
    documents.get_by_label("Filter", exact=True).fill("management policy")
    assert {"POL-SMS", "POL-CHG"} <= set(shown(documents, 0))
    assert documents.locator("output").inner_text() == f"{len(shown(documents, 0))} of {number} shown"
    documents.get_by_label("Filter", exact=True).fill("")
    documents.get_by_label("Classification", exact=True).select_option("public")
    assert set(shown(documents, 9)) == {"public"}
    assert len(shown(documents, 0)) == 3
    documents.get_by_label("Filter", exact=True).fill("<script>")
    assert shown(documents, 0) == []


@pytest.mark.browser
def test_numbers_and_days_sort_as_such(chromium: Browser, reference: Published) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((reference.folder / "registers" / "index.html").as_uri())
        page.get_by_role("button", name="Entries").click()
        numbers = [int(cell.replace(",", "")) for cell in shown(page, 1)]
        assert numbers == sorted(numbers)
        assert numbers[-1] > 1000


VALUES = {
    "Version": ["1.9", "1.10", "2.0", "10.1"],
    "Length": ["90 seconds", "2 minutes", "1 day", "3 weeks", "1 month"],
    "Measured": ["-4 people", "900 people", "1,200 people", "1,200.5 people"],
    "Money": ["£9.50", "£80", "£1,000"],
    "Id": ["RSK-2026-9", "RSK-2026-10", "RSK-2027-1"],
    "Moment": ["2025-12-31 23:00", "2026-01-02", "2026-01-02 08:00"],
    "Words": ["apple", "Banana", "cherry", ""],
}


@pytest.mark.browser
@pytest.mark.parametrize("head", VALUES)
def test_values_sort_as_people_count(chromium: Browser, head: str) -> None:
    wanted = VALUES[head] + [VALUES[head][-1]] * 6
    rows = "".join(
        f"<tr><td>{cell}</td></tr>" for cell in [*VALUES[head][::-1], *wanted[len(VALUES[head]) :]]
    )
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content(
            f'<div class="sms-table sms-data"><table><thead><tr><th>{head}</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
        page.add_script_tag(path=files("sms_lint").joinpath("publish", "site", "assets", "tables.js"))  # type: ignore[arg-type]  # a path here
        page.get_by_role("button", name=head).click()
        assert shown(page, 0) == wanted


@pytest.mark.browser
def test_a_page_of_rows_says_that_it_is_not_all(chromium: Browser, reference: Published) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((reference.folder / "registers" / "incident" / "tab-incident-2026-0002.html").as_uri())
        assert page.get_by_text("rows in full; they are filtered and sorted in the list of all").is_visible()
        assert (
            page.get_by_role("link", name="the list of all").get_attribute("href")
            == "../../registers/incident.html"
        )


@pytest.mark.browser
def test_without_a_script_every_row_is_there(chromium: Browser, reference: Published) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((reference.folder / "documents" / "index.html").as_uri())
        assert page.locator(".sms-data tbody tr").count() >= 70
        assert page.locator(".sms-filter").count() == 0
        assert page.locator("th button").count() == 0
        assert page.get_by_text("PRC-CHG", exact=True).first.is_visible()


@pytest.mark.browser
def test_on_a_phone_the_page_does_not_scroll_sideways(chromium: Browser, reference: Published) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        for name in ("documents/index.html", "registers/risk.html", "registers/incident.html"):
            page.goto((reference.folder / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


@pytest.mark.browser
def test_a_link_to_a_row_leads_to_its_page(chromium: Browser, reference: Published) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{(reference.folder / 'registers' / 'problem.html').as_uri()}#PRB-2026-07")
        page.locator("a[href*='#INC-2026-0393']:visible").first.click()
        assert "registers/incident/" in page.url
        assert page.locator(".sms-entry:has(h3:target)").inner_text().startswith("INC-2026-0393")


@pytest.mark.browser
def test_what_scrolls_sideways_can_be_reached_by_keyboard(chromium: Browser, reference: Published) -> None:
    with chromium.new_context(viewport={"width": 900, "height": 844}) as context:
        page = context.new_page()
        page.goto((reference.folder / "documents" / "index.html").as_uri())
        boxes = page.locator(".md-typeset__scrollwrap")
        wide = "boxes => boxes.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => [one.tabIndex, one.getAttribute('role')])"
        found = boxes.evaluate_all(wide)
        assert found
        assert all(attributes == [0, "region"] for attributes in found)
