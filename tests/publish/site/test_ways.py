"""Where a page is, above its title; and what a document's page begins with."""

import re
from collections.abc import Mapping

import pytest

from sms_lint.load import load
from sms_lint.publish.site import pages_of, view_for
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from tests.publish.site.conftest import HERE, fewer_pages
from tests.publish.site.html_reading import rendered

WAY = re.compile(r'<nav class="sms-way-here"[^>]*><ol>(.*?)</ol></nav>')


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    sms = load(HERE / "system")
    with fewer_pages():
        site = pages_of(view_for(sms, lint(sms, checks_for(sms)), {}))
        return {path: site.pages[path] for path in site.pages}


def way(site: Mapping[str, str], path: str) -> list[str]:
    """The words of the steps above the title of a page."""
    found = WAY.search(site[path])
    return [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def test_every_page_but_the_first_has_a_way_to_it(made: Mapping[str, str]) -> None:
    without = [path for path in made if not way(made, path) and path != "index.md"]
    assert without == []
    assert way(made, "index.md") == []


def test_rows_of_tables_lead_back_to_their_register(made: Mapping[str, str]) -> None:
    rows = next(path for path in made if path.startswith("registers/asset/"))
    assert way(made, rows)[-1] == "Asset register"
    assert way(made, rows)[0] == "Overview"
    assert 'class="sms-side"' in made[rows] or made[rows].count("registers/asset/") == 0


def test_a_way_leads_to_pages_that_are_there(made: Mapping[str, str]) -> None:
    for path in made:
        up = path.count("/")
        for target in re.findall(r'href="([^"]+)"', (WAY.search(made[path]) or [""])[0]):
            assert target.startswith("../" * up)
            assert target[3 * up :].replace(".html", ".md") in made, (path, target)


def test_a_title_in_a_way_is_no_markup() -> None:
    page = Page("a/b.md", "B", "", above=(Crumb("<b>*x*</b>", "a/index.html"),))  # type: ignore[arg-type]  # no content
    assert "<b>" not in page.markdown
    assert rendered(page.markdown.partition("---\n\n")[2]).text.startswith("<b>*x*</b>")


def test_a_document_begins_with_one_line_and_has_the_rest_on_demand(made: Mapping[str, str]) -> None:
    written = made["documents/POL-SMS.md"]
    line = written.index('class="sms-line"')
    fold = written.index("All control data")
    assert line < fold < written.index('class="sms-control"') < written.index("</details>")
    said = rendered(written[line - 5 : fold]).text
    for part in ("POL-SMS", "version", "active", "owner", "next review"):
        assert part in said
