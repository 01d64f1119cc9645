"""The built site in a browser, opened from the folder: nothing serves it, and nothing may be fetched."""

import io
import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Browser, Page, Request
from pypdf import PdfReader

from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import Reading

PAGES = (
    "index.html", "documents/index.html", "documents/POL-SMS.html", "processes/PRC-INC.html", "registers/role.html",
    "clauses/20000-1/index.html", "clauses/20000-1/obligations.html", "clauses/20000-1/crosswalk.html",
    "clauses/20000-1/8.6.1.html", "findings.html", "handbook/index.html", "handbook/rules/overdue-review.html",
    "handbook/kinds/risk.html", "handbook/settings/index.html", "services/index.html",
    "services/SVC-CLOUD.html", "suppliers/OTH-DATACENTRE.html", "customers/CUS-BIRCH.html", "items/CI-BACKUP-CTRL.html",
    "roles/index.html", "roles/change-manager.html", "processes/map.html", "calendar/index.html",
    "readiness/walkthrough.html", "readiness/gaps.html", "readiness/stage-1.html", "readiness/stage-2.html",
    "readiness/surveillance.html",
)  # fmt: skip
# The tags of the theme, of our pages and of the diagrams: one more has come out of somebody's text.
KNOWN = frozenset({
    "a", "article", "blockquote", "body", "br", "button", "circle", "code", "dd", "defs", "del", "desc",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "form", "g", "h1", "h2", "h3",
    "h4", "head", "header", "hr", "html", "img", "input", "ins", "label", "li", "line", "link", "main",
    "mark", "marker", "meta", "nav", "ol", "p", "path", "pre", "rect", "script", "section", "span",
    "strong", "summary", "sup", "svg", "table", "tbody", "td", "text", "th", "thead", "time", "title",
    "tr", "tspan", "ul",
})  # fmt: skip
OUR_SCRIPTS = re.compile(
    r"(assets/javascripts/bundle\.\w+\.min\.js|assets/(compare|registers|samples|search|tables)\.js)$"
)


@pytest.fixture(scope="module", params=["published", "reference"])
def site(request: pytest.FixtureRequest) -> Published:
    """The small site and that of the reference system."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Published)
    return found


@pytest.fixture(scope="module")
def pages(site: Published) -> dict[str, Reading]:
    return {
        path.relative_to(site.folder).as_posix(): Reading(path.read_text("utf-8"))
        for path in sorted(site.folder.rglob("*.html"))
    }


def test_every_link_and_anchor_leads_somewhere(site: Published, pages: dict[str, Reading]) -> None:
    ids = {name: set(page.ids) for name, page in pages.items()}
    files = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    left_out = () if "handbook/index.html" in pages else ("handbook/",)
    lost = set()
    for name, page in pages.items():
        if name == "404.html":  # its links are for the top of a server
            continue
        above = Path(name).parent.as_posix()
        for target in {*page.values("a", "href"), *page.values("img", "src"), *page.values("link", "href")}:
            path, anchor = urldefrag(target)
            path = path.partition("?")[0]  # what a list is to show
            if re.match(r"[a-z]+:", target):
                continue
            place = normpath(f"{above}/{unquote(path)}") if path else name
            if place.startswith(left_out):
                continue
            if place not in files or (anchor and place in ids and unquote(anchor) not in ids[place]):
                lost.add((name, target))
    assert lost == set()


def test_no_id_stands_twice_on_a_page(pages: dict[str, Reading]) -> None:
    for name, page in pages.items():
        own = [identity for identity in page.ids if not identity.startswith("__")]
        assert len(own) == len(set(own)), name


def test_no_script_and_no_handler_comes_from_content(pages: dict[str, Reading]) -> None:
    for name, page in pages.items():
        for source in page.values("script", "src"):
            assert OUR_SCRIPTS.search(source), (name, source)
        for tag, attributes in page.tags:
            assert tag in KNOWN, (name, tag)
            assert not [key for key in attributes if key.startswith("on")], (name, tag)
            for key in ("href", "src", "action"):
                assert not attributes.get(key, "").strip().lower().startswith(("javascript:", "data:")), (
                    name,
                    tag,
                )


def _failed(request: Request) -> list[str]:
    """A request that failed; one that ended because the next page was opened is none."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url}: {request.failure}"]


def opened(
    chromium: Browser, site: Published, width: int, dark: bool = False
) -> Iterator[tuple[Page, list[str]]]:
    """A page that notes every message of the console, every error and every request to a host."""
    scheme = "dark" if dark else "light"
    with chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme) as context:  # type: ignore[arg-type]  # one of the two words
        page, noted = context.new_page(), []
        page.on("console", lambda message: noted.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noted.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("file:", "about:")) else noted.append(request.url)
            ),
        )
        page.on("requestfailed", lambda request: noted.extend(_failed(request)))
        yield page, noted


@pytest.fixture(params=[(1280, False), (1280, True), (390, False)], ids=["light", "dark", "phone"])
def window(
    request: pytest.FixtureRequest, chromium: Browser, site: Published
) -> Iterator[tuple[Page, list[str]]]:
    yield from opened(chromium, site, *request.param)


def present(site: Published) -> list[Path]:
    return [site.folder / name for name in PAGES if (site.folder / name).is_file()]


@pytest.mark.browser
def test_pages_open_from_the_folder_without_a_murmur(window: tuple[Page, list[str]], site: Published) -> None:
    page, noted = window
    assert len(present(site)) >= 10
    for path in present(site):
        page.goto(path.as_uri())
        page.wait_for_load_state("load")
        assert noted == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth"), (
            path
        )


@pytest.mark.browser
def test_an_entry_has_an_address(chromium: Browser, published: Published) -> None:
    for page, _noted in opened(chromium, published, 1280):
        page.goto((published.folder / "registers" / "risk.html").as_uri() + "#RSK-2026-02")
        assert page.locator(".sms-entry:has(h3:target)").inner_text().startswith("RSK-2026-02 Thin air")


@pytest.mark.browser
def test_names_stay_inside_their_boxes(chromium: Browser, site: Published) -> None:
    script = """() => [...document.querySelectorAll('.sms-name')].filter(name => {
        const inner = name.getBBox(), outer = name.previousElementSibling.getBBox();
        return inner.x < outer.x || inner.y < outer.y || inner.x + inner.width > outer.x + outer.width
            || inner.y + inner.height > outer.y + outer.height;
    }).map(name => name.textContent)"""
    for page, _noted in opened(chromium, site, 1280):
        for path in sorted((site.folder / "processes").glob("PRC-*.html")):
            page.goto(path.as_uri())
            assert page.locator(".sms-flow svg").count() == 1, path
            assert page.evaluate(script) == [], path


@pytest.mark.browser
def test_each_printed_sheet_names_its_page_and_what_is_folded_is_printed(
    chromium: Browser, published: Published
) -> None:
    view = chromium.new_page()
    view.goto((published.folder / "documents/POL-SMS.html").as_uri(), wait_until="load")
    folded = view.evaluate("document.querySelectorAll('article details:not([open])').length")
    assert folded
    sheets = PdfReader(io.BytesIO(view.pdf(prefer_css_page_size=True))).pages
    said = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(said) > 1
    assert all("Service management policy - " in sheet for sheet in said)
    assert "Classification" in " ".join(said)  # stands in the folded control data
