"""Every kind of page, in light and dark, without a violation of WCAG 2.2 A or AA that axe-core can find.

Of what is long, the first rows are judged. With SMS_LINT_WHOLE=1 in the environment every single page is judged, with
all of its rows, which takes some twenty minutes.
"""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.publish.site.conftest import Published

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = (
    f"axe.run({{runOnly: {RULES!r}}}).then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
)
# In the dark the same pages have other colours, and nothing else is new.
OF_COLOURS = RUN.replace(repr(RULES), "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}")
WHOLE = "SMS_LINT_WHOLE" in os.environ
# axe takes half a minute for a page twice as large.
MOST_BYTES = 180_000
# A link half under the fixed heading of a list that was scrolled would count as too small.
UNROLLED = """() => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    document.querySelectorAll(".md-sidebar__scrollwrap").forEach(one => one.scrollTop = 0);
}"""
# Each row of a table or a list is made as the others are; axe takes the longer for each, the more there are.
SHORTENED = """() => document.querySelectorAll(":is(tr, li, section, dl > *):nth-of-type(n + 8)").forEach(one => one.remove())"""


def judged(site: Path) -> list[Path]:
    """All pages; or of those that one function writes the largest, because it holds most kinds of content."""
    pages = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]  # which needs a server
    if WHOLE:
        return pages
    largest: dict[Path, Path] = {}
    for path in sorted(pages, key=lambda path: path.stat().st_size):
        parts = path.relative_to(site).parts
        alone = len(parts) == 1 or path.name == "index.html"
        kind = path if alone else site / parts[0] / "rows" if len(parts) > 2 else path.parent
        if path.stat().st_size <= MOST_BYTES or kind not in largest:
            largest[kind] = path
    return list(largest.values())


@pytest.fixture(params=["light", "dark"])
def view(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    # Reduced motion: a colour that is still fading in would be judged half-way.
    with chromium.new_context(
        color_scheme=request.param,
        reduced_motion="reduce",
        bypass_csp=True,
        viewport={"width": 1280, "height": 900},
    ) as context:
        yield context.new_page()


@pytest.fixture
def rules(view: Page) -> str:
    """What axe is asked of each page."""
    dark = view.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return OF_COLOURS if dark and not WHOLE else RUN


@pytest.mark.browser
def test_no_page_has_a_violation(view: Page, reference: Published, rules: str) -> None:
    found: dict[str, object] = {}
    for path in judged(reference.folder):
        view.goto(path.as_uri(), wait_until="load")
        view.evaluate(UNROLLED)
        if not WHOLE:
            view.evaluate(SHORTENED)
        view.evaluate(AXE)
        violations = view.evaluate(rules)
        if violations:
            found[path.relative_to(reference.folder).as_posix()] = violations
    assert found == {}


@pytest.mark.browser
def test_axe_would_say_so(view: Page, reference: Published, rules: str) -> None:
    view.goto((reference.folder / "index.html").as_uri())
    view.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=x.png>')")
    view.evaluate(AXE)
    assert [violation[0] for violation in view.evaluate(RUN)] == ["image-alt"]
    view.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<p style=\"color:#888;background:#777\">Pale</p>')"
    )
    assert "color-contrast" in [violation[0] for violation in view.evaluate(rules)]
