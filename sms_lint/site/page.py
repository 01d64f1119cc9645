"""One page of the site before the site builder has it, and files that lie beside the pages."""

import json
from typing import NamedTuple

from sms_lint.site.escape import Safe, text

# Whoever searches wants the organisation's own documents first, and the reference of the tool last.
_WEIGHTS = {
    "documents": 8,
    "processes": 8,
    "services": 8,
    "registers": 4,
    "records": 4,
    "handbook/rules": 0.1,
    "handbook/kinds": 0.1,
    "handbook/settings": 0.1,
}


class Download(NamedTuple):
    """A file beside the pages: its path below the pages folder, and its text, written as it is."""

    path: str
    content: str


class Page(NamedTuple):
    """A page: its path below the pages folder, its title as plain text, and all that stands under the title.

    In the navigation `short` is its title, where the whole one is too long, and `group` the heading above it.
    `hide` names what is not shown beside it: `toc`, `navigation`.
    """

    path: str
    title: str
    content: Safe
    short: str = ""
    group: str = ""
    hide: tuple[str, ...] = ()

    @property
    def markdown(self) -> str:
        """The whole file. The builder's theme prints titles raw, so they are escaped here."""
        title = text(self.title)
        hide = f"hide: [{', '.join(self.hide)}]\n" if self.hide else ""
        weight = f"search: {{boost: {self.weight}}}\n" if self.weight != 1 else ""
        return f"---\ntitle: {json.dumps(title)}\n{hide}{weight}---\n\n# {title}\n\n{self.content}"

    @property
    def weight(self) -> float:
        """How much a word counts that the search finds here."""
        return next((weight for folder, weight in _WEIGHTS.items() if self.path.startswith(f"{folder}/")), 1)

    @property
    def address(self) -> str:
        """The page's address on the site."""
        return self.path.removesuffix(".md") + ".html"
