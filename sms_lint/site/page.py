"""One page of the site before the site builder has it."""

import json
from typing import NamedTuple

from sms_lint.site.escape import Safe, text


class Page(NamedTuple):
    """A page: its path below the pages folder, its title as plain text, and all that stands under the title.

    `short` is its title in the navigation, where the whole one is too long.
    """

    path: str
    title: str
    content: Safe
    short: str = ""

    @property
    def markdown(self) -> str:
        """The whole file. The builder's theme prints titles raw, so they are escaped here."""
        title = text(self.title)
        return f"---\ntitle: {json.dumps(title)}\n---\n\n# {title}\n\n{self.content}"

    @property
    def address(self) -> str:
        """The page's address on the site."""
        return self.path.removesuffix(".md") + ".html"
