"""One page of the site before the site builder has it, and files beside the pages."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import in_words


class Download(NamedTuple):
    """A file beside the pages: its path below the pages folder, and its text, written as it is."""

    path: str
    content: str


def data_script(path: str, name: str, content: Mapping[str, object]) -> Download:
    """Data for a script of ours, as the variable `name`: a page that is opened from a folder may read no other file."""
    return Download(path, f"var {name} = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n")


class Pages(Mapping[str, str]):
    """Markdown texts of pages by their paths, each made when it is asked for.

    A page that cannot be made is left out: another that says so stands in its place, and `left_out` has the reason
    by its path.
    """

    def __init__(self, pages: Mapping[str, "Page"]) -> None:
        self._pages = pages
        self.left_out: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        page = self._pages[path]
        if path in self.left_out:
            return page.left_out.markdown
        try:
            return page.markdown
        except Exception as error:  # noqa: BLE001 - one page never stops the others; what failed is told
            return self.without(path, f"{type(error).__name__}: {error}")

    def without(self, path: str, why: str) -> str:
        """Leave a page out, and have the text that stands in its place."""
        self.left_out[path] = why
        return self._pages[path].left_out.markdown

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


class Page(NamedTuple):
    """A page: its path below the pages folder, its title as plain text, and everything under the title.

    In the navigation `short` is its title, where the whole one is too long, and `group` the heading above it, or
    several, the outermost first. `hide` names what is not shown beside it: `toc`, `navigation`. Content may be a
    function that makes it when the page is written, so that a thousand large pages need not be held at once. The
    search knows its title if it is `searched`.
    """

    path: str
    title: str
    content: Safe | Callable[[], Safe]
    short: str = ""
    group: str | tuple[str, ...] = ""
    hide: tuple[str, ...] = ()
    in_navigation: bool = True
    searched: bool = True

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it in the navigation, the outermost first."""
        return (self.group,) if isinstance(self.group, str) and self.group else tuple(self.group)

    @property
    def markdown(self) -> str:
        """The whole file. The builder's theme prints titles raw, so they are escaped here."""
        title = text(self.title)
        hide = f"hide: [{', '.join(self.hide)}]\n" if self.hide else ""
        content = in_words(self.content() if callable(self.content) else self.content)
        return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{hide}---\n\n# {title}\n\n{content}"

    @property
    def left_out(self) -> "Page":
        """The page that stands in its place where it cannot be shown."""
        said = "This page could not be made, and is left out. The run that built this site says why."
        return self._replace(content=Safe(f"{said}\n"), hide=(), searched=False)

    @property
    def address(self) -> str:
        """The page's address on the site."""
        return self.path.removesuffix(".md") + ".html"
