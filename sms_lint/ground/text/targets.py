"""Where a relative link of a Markdown text leads."""

import re
from functools import lru_cache
from html import unescape
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from sms_lint.ground.periods import PERIOD_PATTERN, TO, WEEK_PATTERN

_PERIOD = rf"(?:{WEEK_PATTERN}|{PERIOD_PATTERN})"
# A figure that a text cites: a KPI, or the records of a kind by one of their dates; perhaps only those that say
# something in some fields; and a period, or all from one to another. Such as `KPI-INC?service=SVC-MAIL@2026-Q3` and
# `change/requested_at@2026-01..2026-09`. With a field behind the kind it is the sum of that field, as in
# `budget.actual@2026-Q3`; and `AVL-2026-09@downtime` is what one record says in a field.
FIGURE = re.compile(
    r"(?![a-z][^@\s]*@[a-z])(?P<name>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+"
    r"|[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z][a-z0-9_]*)?(?:/(?P<event>[a-z][a-z0-9_]*))?)"
    rf"(?:(?:\?(?P<where>[^\s@()<>\[\]]+))?@(?P<period>{_PERIOD}(?:{re.escape(TO)}{_PERIOD})?)"
    r"|@(?P<field>[a-z][a-z0-9_]*))"
)
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
