"""What an auditor types leads first to what is meant; the search knows what an edition shows, and nothing else."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from sms_lint.ground.text import sections
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.search import _line, _sections
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import Reading
from tests.publish.site.search_index import index_of, read_index

# What is typed, and where the first hit leads.
QUESTIONS = {
    "major incident procedure": "documents/PRO-MAJOR.html",
    "incident management": "processes/PRC-INC.html",
    "Incident Man": "processes/PRC-INC.html",
    "continuity test": "registers/continuity-test.html",
    "last management review": "registers/management-review.html",
    "audit reports": "registers/audit-report.html",
    "risk register": "registers/risk.html",
    "scope of the SMS": "documents/SCO-SMS.html",
    "service management policy": "documents/POL-SMS.html",
    "supplier contract": "registers/supplier-contract.html",
    "corrective action register": "registers/nonconformity.html",
    "nonconformity": "registers/nonconformity.html",
    "complaint": "registers/complaint.html",
    "satisfaction survey": "registers/satisfaction.html",
    "training": "registers/training.html",
    "capacity plan": "documents/PLN-CAP.html",
    "configuration items": "items/index.html",
    "known errors": "registers/known-error.html",
    "information security policy": "documents/POL-SEC.html",
    "retention of records": "documents/PRO-RETENTION.html",
    "CHG-2026-0131": "registers/change.html#CHG-2026-0131",
    "chg 2026 0131": "registers/change.html#CHG-2026-0131",
    "8.6.1": "clauses/20000-1/8.6.1.html",
    "20000-1:7.5.2": "clauses/20000-1/7.5.2.html",
    "7.5.2": "clauses/20000-1/7.5.2.html",
    "8.6.1-a": "clauses/20000-1/8.6.1.html#a",
    "change management policy": "documents/POL-CHG.html",
    "POL-CHG": "documents/POL-CHG.html",
    "pol\u2011chg": "documents/POL-CHG.html",
    "polchg": "documents/POL-CHG.html",
    "PRC-INC": "processes/PRC-INC.html",
    "SVC-CLOUD": "services/SVC-CLOUD.html",
    "managed hosting": "services/SVC-CLOUD.html",
    "data centre operator": "suppliers/OTH-DATACENTRE.html",
    "change manager": "roles/change-manager.html",
    "gap analysis": "readiness/gaps.html",
    "surveillance": "readiness/surveillance.html",
    "review calendar": "calendar/index.html",
    "process map": "processes/map.html",
    "INC-2026-0001": "registers/incident/tab-incident-2026-h1-0001.html#INC-2026-0001",
    "CI-STORAGE-01": "items/CI-STORAGE-01.html",
    "KPI-INC-RESOLUTION": "kpis/KPI-INC-RESOLUTION.html",
    "NC-2025-05": "registers/nonconformity.html#NC-2025-05",
    "dangling-reference": "handbook/rules/dangling-reference.html",
    "how approvals work": "handbook/approvals.html",
}


@pytest.fixture(scope="module")
def searching(chromium: Browser, reference: Published) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((reference.folder / "registers" / "role.html").as_uri())
        page.locator("#sms-search").click()
        yield page


@pytest.mark.browser
@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_what_is_typed_leads_first_to_what_is_meant(searching: Page, question: str, answer: str) -> None:
    entry = searching.locator("#sms-search")
    entry.fill("")
    entry.press_sequentially(question)
    told = searching.locator(".sms-hits-said", has_text=re.compile("found$"))
    told.wait_for()
    assert searching.locator("#sms-hits a").first.evaluate("link => link.href").endswith(answer)


@pytest.mark.browser
def test_the_index_is_read_at_first_use_and_a_hit_in_a_text_shows_its_words(
    chromium: Browser, published: Published
) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, asked, said = context.new_page(), list[str](), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto((published.folder / "index.html").as_uri())
        assert not [url for url in asked if "search-" in url]
        page.keyboard.press("/")
        page.keyboard.type("service desk restores")
        hit = page.locator(".sms-hits-text").first
        hit.wait_for()
        assert [url.rpartition("/")[2] for url in asked if "search-" in url] == [
            "search-names.js",
            "search-texts.js",
        ]
        assert said == []
        page.locator("#sms-search").fill("qqzzxx")
        page.locator(".sms-hits-said", has_text="Nothing is found").wait_for()


@pytest.mark.browser
def test_it_is_used_by_keyboard_and_on_a_phone(chromium: Browser, published: Published) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto((published.folder / "index.html").as_uri())
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("RSK-2026-02")
        # On a busy machine the hits of what was typed before are still there for a moment.
        expect(page.locator("#sms-hits a").first).to_have_attribute("href", re.compile("#RSK-2026-02$"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/registers/risk.html#RSK-2026-02")
        page.get_by_role("button", name="Search").click()
        page.keyboard.press("Escape")
        assert not page.locator("#sms-search").is_visible()


def test_everything_with_an_address_is_known_once_and_is_there(published: Published) -> None:
    index = read_index(published.folder)
    places = [(name.page, name.anchor, name.id) for name in index.names]
    assert len(places) == len(set(places))
    for identity in published.sms.ids:
        assert len(index.named(identity)) == 1, identity
    ids: dict[str, set[str]] = {}
    for name in index.names:
        path = published.folder / name.page
        assert path.is_file(), name
        if name.page not in ids:
            ids[name.page] = set(Reading(path.read_text("utf-8")).ids)
        assert not name.anchor or name.anchor in ids[name.page], name
    for text in index.texts:
        assert not text.anchor or text.anchor in ids[text.page], text


def test_rows_are_known_by_name_and_not_by_their_texts(published: Published) -> None:
    index = read_index(published.folder)
    rows = published.sms.tables("asset")[0].column("id")
    assert [len(index.named(row)) for row in rows] == [1] * len(rows)
    pages = {text.page for text in index.texts}
    assert "documents/POL-SMS.html" in pages
    assert not any(page.startswith("registers/asset") for page in pages)


def test_the_staff_do_not_find_what_their_edition_does_not_show(published: Published) -> None:
    index = index_of(build_pages(published.sms, published.result, {}, "staff").downloads)
    assert not [
        name for name in index.names if name.page.startswith(("clauses/", "approvals/", "readiness/"))
    ]
    assert [name for name in index.names if name.page.startswith("documents/")]


@given(st.lists(st.text(), min_size=1, max_size=7))
def test_no_text_breaks_a_line(values: list[str]) -> None:
    line = _line(*values)
    assert "\n" not in line
    assert line.count("\t") == len(values) - 1
    assert [field.split() for field in line.split("\t")] == [value.split() for value in values]


@given(st.text(alphabet="ab #*|-\n>`[]()<&1.", max_size=120))
def test_every_section_of_a_text_is_under_its_own_anchor(source: str) -> None:
    anchors = {section.anchor for section in sections(source)} | {""}
    for passage in _sections(Address("a.html"), source):
        assert passage.anchor in anchors
        assert passage.text.strip()


def test_words_of_cells_items_and_lines_stay_apart() -> None:
    source = "# T\n\n## One\n\n| a | b |\n|---|---|\n| c | d |\n\n- e\n- f\n  - g\n\nh\ni **j**k\n\n<!-- not this -->\n"
    (passage,) = _sections(Address("a.html"), source)
    assert passage.heading == "One"
    assert passage.text.split() == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "jk"]
