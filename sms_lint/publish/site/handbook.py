"""The handbook: the guides that come with this program, an organisation's own pages, and the reference."""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files

from sms_lint.ground.text import sections
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.body import WrittenText, plain_body
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import bullets, link
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference import reference_pages
from sms_lint.publish.site.view import PageContext, SiteData

_INDEX = "index.md"


def guides() -> Mapping[str, bytes]:
    """The Markdown files of the handbook that every site has, by their names."""
    folder = files("sms_lint").joinpath("publish", "handbook")
    found = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".md"))
    return {name: entry.read_bytes() for name, entry in found}


def handbook_pages(view: SiteData) -> Iterator[Page]:
    """Its first page, the guides, the organisation's own pages, then rules, kinds, settings and KPIs."""
    reference = {page.path: page for page in reference_pages(view)}
    known = {
        path: raw.decode("utf-8", "replace") for path, raw in view.handbook.items() if path.endswith(".md")
    }
    own = {path: source for path, source in known.items() if f"handbook/{path}" not in reference}
    if _INDEX not in own:
        yield Page("handbook/index.md", "Handbook", _contents(PageContext(view, "handbook/index.html"), own))
    for path in sorted(own, key=lambda path: (path != _INDEX, path)):
        here, source = PageContext(view, f"handbook/{path.removesuffix('.md')}.html"), own[path]
        group = "" if path == _INDEX else "Guides"
        content = partial(_body, here, f"docs/{path}", source)
        yield Page(f"handbook/{path}", title_of(path, source), content, group=group)
    yield from reference.values()


def title_of(path: str, source: str) -> str:
    """The first heading, else the file's name."""
    first = next((section.title for section in sections(source) if section.level == 1), "")
    return first or path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()


def _body(here: PageContext, path: str, source: str) -> Safe:
    written = WrittenText(here, path, ids=False)
    return plain_body(written, source)


def _contents(here: PageContext, own: Mapping[str, str]) -> Safe:
    """The pages of the organisation, and the lists of the reference."""
    titles = {path: title_of(path, source) for path, source in own.items()}
    titles |= {"rules/index.md": "Rules", "kinds/index.md": "Kinds", "settings/index.md": "Settings"}
    titles |= {"kpis/index.md": "Library of KPIs"}
    return bullets(
        [
            link(here.to(Address(f"handbook/{path.removesuffix('.md')}.html")), text(title))
            for path, title in titles.items()
        ]
    )
