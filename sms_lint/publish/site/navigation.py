"""The navigation: which page is where."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sms_lint.publish.site.escape import text
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.translation import ours

NavigationEntry = dict[str, object]


def navigation(
    families: Mapping[str, Sequence[Page]], doors: Mapping[str, Sequence[str]]
) -> list[NavigationEntry]:
    """One section for each door, with the pages of its first family, and a section for each of the others.

    What is one page alone is there by itself.
    """
    found = {door: [(title, families.get(title, ())) for title in titles] for door, titles in doors.items()}
    kept = {door: [(title, pages) for title, pages in parts if pages] for door, parts in found.items()}
    return [_door(door, parts) for door, parts in kept.items() if parts]


def _door(title: str, parts: Sequence[tuple[str, Sequence[Page]]]) -> NavigationEntry:
    first, *others = parts
    if not others:
        return _section(title, first[1])
    return {text(ours(title)): [*_entries(first[1]), *(_section(*part) for part in others)]}


def with_ways(
    families: Mapping[str, Sequence[Page]], doors: Mapping[str, Sequence[str]], home: str
) -> dict[str, list[Page]]:
    """The pages of each family, each with the way to it: the first page, its door, its family, the headings above."""
    found: dict[str, list[Page]] = {}
    for door, titles in doors.items():
        first = next((pages[0] for title in titles if (pages := families.get(title))), None)
        for title in titles:
            pages = families.get(title, ())
            own = [(home, first_page(families)), (door, first), (title, pages[0] if pages else None)]
            found[title] = [page._replace(above=(*_steps(page, own), *page.above)) for page in pages]
    return found


def first_page(families: Mapping[str, Sequence[Page]]) -> Page | None:
    """The first page of the site."""
    return next((pages[0] for pages in families.values() if pages), None)


def _steps(page: Page, own: Iterable[tuple[str, Page | None]]) -> Iterator[Crumb]:
    """The steps to a page by where it stands in the navigation; no page is named twice, and none leads to itself."""
    seen = {page.address, *(step.page for step in page.above)}
    for title, target in own:
        if target is not None and target.address not in seen:
            seen.add(target.address)
            yield Crumb(ours(title), target.address)
    if page.in_navigation and not page.above and not page.path.endswith("/index.md"):
        yield from (Crumb(ours(heading)) for heading in page.headings)


def without(entries: Iterable[NavigationEntry], left_out: Collection[str]) -> list[NavigationEntry]:
    """The navigation without some pages, and without the headings that have no other."""
    return [
        {title: kept for title, below in entry.items() if (kept := _kept(below, left_out))}
        for entry in entries
    ]


def _kept(below: object, left_out: Collection[str]) -> object:
    """What remains of an entry: the path of a page, the parts of a section, or a part with its title."""
    match below:
        case list():
            return [kept for part in below if (kept := _kept(part, left_out))]
        case dict():
            return {title: kept for title, part in below.items() if (kept := _kept(part, left_out))}
    return "" if below in left_out else below


def _section(title: str, pages: Sequence[Page]) -> NavigationEntry:
    if len(pages) == 1:
        return {text(ours(title)): pages[0].path}
    return {text(ours(title)): _entries(pages)}


def _entries(pages: Iterable[Page]) -> list[object]:
    """The pages in their order, each below its headings; a heading is at the place of its first page."""
    entries: list[object] = []
    below: dict[tuple[str, ...], list[object]] = {(): entries}
    for page in pages:
        if page.in_navigation:
            _list_of(page.headings, below).append(_entry(page))
    return entries


def _list_of(headings: tuple[str, ...], below: dict[tuple[str, ...], list[object]]) -> list[object]:
    """What is below some headings; a new one is entered below those above it."""
    if headings not in below:
        below[headings] = []
        _list_of(headings[:-1], below).append({text(ours(headings[-1])): below[headings]})
    return below[headings]


def _entry(page: Page) -> object:
    """The first page of a section carries no title, so that it becomes the section's own page."""
    if page.path.endswith("/index.md"):
        return page.path
    return {text(page.short or page.title): page.path}
