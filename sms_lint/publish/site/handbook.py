"""The handbook: the Markdown files of `docs/`, with their links led to the site's pages."""

from collections.abc import Iterator

from sms_lint.ground.text import sections
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.body import WrittenText, plain_body
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.files import copied, page_of
from sms_lint.publish.site.html import bullets, link
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.view import PageContext, SiteData

_GROUPS = {"handbook": "Guides", "rules": "Rules", "kinds": "Kinds", "settings": "Settings"}


def handbook_pages(view: SiteData) -> Iterator[Page]:
    """A page for each file, and a first page where the handbook has none."""
    found = {
        path: raw.decode("utf-8", "replace") for path, raw in view.handbook.items() if path.endswith(".md")
    }
    if found and "index.md" not in found:
        yield Page(
            "handbook/index.md", "Handbook", _contents(PageContext(view, "handbook/index.html"), found)
        )
    for path, source in found.items():
        here = PageContext(view, f"handbook/{path.removesuffix('.md')}.html")
        group = _GROUPS.get(path.rpartition("/")[0], "")
        yield Page(
            f"handbook/{path}", title_of(path, source), _body(here, f"docs/{path}", source), group=group
        )


def title_of(path: str, source: str) -> str:
    """The first heading, else the file's name."""
    first = next((one.title for one in sections(source) if one.level == 1), "")
    return first or path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()


def _body(here: PageContext, path: str, source: str) -> Safe:
    written = WrittenText(
        here, path, lambda one: page_of(here.view, one), lambda one: copied(here.view, one), ids=False
    )
    return plain_body(written, source, {one.start: one for one in sections(source)})


def _contents(here: PageContext, found: dict[str, str]) -> Safe:
    """The pages outside the lists of rules and kinds, and those lists."""
    shown = [
        path
        for path in found
        if path.endswith("/index.md") or path.partition("/")[0] not in ("rules", "kinds")
    ]
    entries = [
        link(here.to(Address(f"handbook/{path.removesuffix('.md')}.html")), text(title_of(path, found[path])))
        for path in shown
    ]
    return bullets(entries)
