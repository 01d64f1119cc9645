"""Where a relative link of a Markdown text leads."""

import re
from functools import lru_cache
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Target(NamedTuple):
    """A path from the root and an anchor. The path is None where the link leads out of the root."""

    path: str | None
    anchor: str


@lru_cache(maxsize=8192)
def link_target(path: str, link: str) -> Target | None:
    """What `link`, written in the file `path`, leads to; None for web and mail addresses."""
    if _ELSEWHERE.match(link):
        return None
    written, _, anchor = link.partition("#")
    written, anchor = unquote(written.partition("?")[0]), unquote(anchor)
    if not written:
        return Target(path, anchor)
    if written.startswith("/"):
        return Target(None, anchor)
    joined = normpath(f"{dirname(path) or '.'}/{written}")
    return Target(None if joined.startswith("..") else joined, anchor)
