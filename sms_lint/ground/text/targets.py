"""Where a relative link of a Markdown text leads."""

import re
from functools import lru_cache
from html import unescape
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

# A figure that a text cites: a KPI and a period.
FIGURE = re.compile(r"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)@([0-9]{4}(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):|(//)")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_DISGUISE = re.compile(r"[&%\\\x00-\x20\x7f-\xa0\u200b-\u206f\ufeff]")


class LinkTarget(NamedTuple):
    """A path from the root and an anchor. The path is None where the link leads out of the root."""

    path: str | None
    anchor: str


def scheme(link: str) -> str:
    """What a link says before its colon, in small letters, whatever it is disguised by; `//` where it names another
    host alone; empty for a path.

    Browsers leave out spaces, tabs and line ends, read `&#106;` as a letter and take `\\` for `/`. Percent signs they
    do not read there, but other programs do.
    """
    plain = link
    for _ in range(4):  # a disguise may be put on twice
        plain, before = unescape(unquote(plain)), plain
        if plain == before:
            break
    plain = _IGNORED.sub("", plain).lstrip("<").replace("\\", "/").casefold()
    matched = _SCHEME.match(plain)
    return (matched[1] or matched[2]) if matched else ""


@lru_cache(maxsize=8192)
def link_target(path: str, link: str) -> LinkTarget | None:
    """What `link`, written in the file `path`, leads to; None for web and mail addresses, and for cited figures."""
    if FIGURE.fullmatch(link):
        return None
    if _ELSEWHERE.match(link) or (_DISGUISE.search(link) and scheme(link)):
        return None
    written, _, anchor = link.partition("#")
    written, anchor = unquote(written.partition("?")[0]), unquote(anchor)
    if not written:
        return LinkTarget(path, anchor)
    if written.startswith("/"):
        return LinkTarget(None, anchor)
    joined = normpath(f"{dirname(path) or '.'}/{written}")
    return LinkTarget(None if joined.startswith("..") else joined, anchor)
