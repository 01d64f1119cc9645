"""The navigation: which page stands where."""

from collections.abc import Iterable, Mapping, Sequence

from sms_lint.publish.site.escape import text
from sms_lint.publish.site.page import Page

Entry = dict[str, object]


def navigation(families: Mapping[str, Sequence[Page]]) -> list[Entry]:
    """One section for each family of pages; a family of one page stands by itself."""
    return [_section(title, pages) for title, pages in families.items() if pages]


def _section(title: str, pages: Sequence[Page]) -> Entry:
    if len(pages) == 1:
        return {text(title): pages[0].path}
    return {text(title): _entries(pages)}


def _entries(pages: Iterable[Page]) -> list[object]:
    entries: list[object] = []
    groups: dict[str, list[object]] = {}
    for page in pages:
        if not page.in_navigation:
            continue
        if page.group and page.group not in groups:
            groups[page.group] = []
            entries.append({text(page.group): groups[page.group]})
        groups.get(page.group, entries).append(_entry(page))
    return entries


def _entry(page: Page) -> object:
    """The first page of a section carries no title, so that it becomes the section's own page."""
    if page.path.endswith("/index.md"):
        return page.path
    return {text(page.short or page.title): page.path}
