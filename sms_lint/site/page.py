"""One page of the site before the site builder has it."""

import json
from typing import NamedTuple

from sms_lint.site.escape import Safe, text


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
        return f"---\ntitle: {json.dumps(title)}\n{hide}---\n\n# {title}\n\n{self.content}"

    @property
    def address(self) -> str:
        """The page's address on the site."""
        return self.path.removesuffix(".md") + ".html"
