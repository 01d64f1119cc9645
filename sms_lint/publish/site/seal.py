"""The last look at the built pages: nothing that an editor wrote runs, and the browser is told to enforce that too.

The builder and its theme stand between our pages and the reader, so what they made is judged as it is: every tag
of every page. Then each page gets a content security policy. It allows the site's own scripts as files, and the
theme's few inline scripts by their digests; no inline style, no other host, no form.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, lay_out
from sms_lint.publish.site.landmarks import with_named_lists

# A page without any content of the organisation's: any script there is the theme's.
_BARE = "404.html"
_MOST = 1 << 40  # bytes of a page: all of it, however large
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.I | re.S)
# No branch gives anything back: each begins with another character, so that a shorter one would match nothing more.
_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_NAME = re.compile(r"<([^\s/>]+)(.*)>", re.S)
_OPENED = re.compile(r"<[a-zA-Z]")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_ARTICLE = re.compile(r"<article\b.*</article>", re.I | re.S)
# The one inline script that differs from page to page: it holds the way up to the top of the site.
_WAY_UP = re.compile(r'new URL\("[./]*",location\)')
# Attributes are taken apart only in tags that may hold one of these.
_SUSPECT = re.compile(r"[\s\"'/]on|style|src|href|action|data|poster|background|&#", re.I)
_ACTIVE = frozenset({
    "animate", "applet", "audio", "base", "embed", "foreignobject", "form", "frame", "frameset", "iframe", "link",
    "math", "meta", "object", "portal", "script", "set", "source", "style", "template", "track", "use", "video",
})  # fmt: skip
_FETCHING = frozenset({"src", "srcset", "poster", "background", "data", "action", "formaction", "xlink:href"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_HARMLESS = frozenset({"http", "https", "mailto", "tel"})
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")


def seal(
    folder: Path, pages: Iterable[Path] | None = None, finished: Callable[[str, str], str] | None = None
) -> None:
    """Judge the pages below `folder`, or some of them, and write the policy into each.

    `finished` makes the whole page of what the builder wrote, by its path and text: each is read and written once.
    Raises SmsError for what must not be published.
    """
    known = PlainFiles(folder)

    def whole(name: str) -> str:
        page = known.read(name, _MOST).decode("utf-8")
        return finished(name, page) if finished else page

    allowed = frozenset(map(_plain, _inline(whole(_BARE))))
    for path in sorted(folder.rglob("*.html") if pages is None else pages):
        name = path.relative_to(folder).as_posix()
        page = whole(name)
        fault = next(faults(page, allowed), None)
        if fault:
            raise SmsError(
                f"the page {name} holds {fault}, so the site is not published and the old one stays. Either your own "
                "theme or builder settings put it there, or this is a fault of sms-lint: please report it"
            )
        lay_out(folder, {name: sealed(with_named_lists(page)).encode()})


def faults(page: str, allowed: frozenset[str]) -> Iterator[str]:
    """What on a page could run or fetch something. `allowed` are the theme's own inline scripts."""
    for script in _inline(page):
        if _plain(script) not in allowed:
            yield f"a script that is not the theme's: {_short(script)}"
    rest = _SCRIPT.sub(lambda match: f"<script{match[1]}>", page)
    article = _ARTICLE.search(rest)
    start, end = article.span() if article else (0, 0)
    for part, content in ((rest[:start], False), (rest[start:end], True), (rest[end:], False)):
        tags = _TAG.findall(part)
        if len(_OPENED.findall(part)) != len(tags):
            yield "a tag that is not closed"
        yield from filter(None, (_tag_fault(tag, content) for tag in dict.fromkeys(tags)))


def _inline(page: str) -> Iterable[str]:
    """The scripts in the page itself; data for scripts does not count."""
    return [
        match[2]
        for match in _SCRIPT.finditer(page)
        if not re.search(r"\bsrc\s*=|application/json", match[1], re.I) and match[2].strip()
    ]


def _plain(script: str) -> str:
    return _WAY_UP.sub('new URL("",location)', script)


@lru_cache(maxsize=100_000)  # the navigation is on every page
def _tag_fault(tag: str, content: bool) -> str:
    name, attributes = _NAME.findall(tag)[0]
    if content and name.lower() in _ACTIVE:
        return f"`{_short(tag)}` in its content"
    found = _ATTRIBUTE.findall(attributes) if _SUSPECT.search(attributes) else ()
    return next((f"`{_short(tag)}`" for key, value in found if _runs(key.lower(), value, content)), "")


def _runs(key: str, written: str, content: bool) -> bool:
    """Whether an attribute can run something, or in content have it fetched from elsewhere."""
    value = _INVISIBLE.sub("", unescape(written.strip("\"'")))
    scheme = _SCHEME.match(value)
    if key == "href":
        return scheme is not None and scheme[1].lower() not in _HARMLESS
    if key.startswith("on"):
        return True
    if not content:
        return False
    return key in ("style", "srcdoc") or (
        key in _FETCHING and (scheme is not None or value.startswith(("//", "\\\\")))
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def sealed(page: str) -> str:
    """The page with the policy in its head; it comes first, because it applies only to what follows it."""
    digests = sorted(
        {f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in _inline(page)}
    )
    allowed = ["'self'", *digests]
    policy = (
        f"default-src 'none'; script-src {' '.join(allowed)}; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: match.group() + tag, page, count=1)
