"""The parts of a Markdown text that rules judge: front matter, sections and links.

One scan that knows fenced code, not a full Markdown parser: 50 times faster, and a test compares its headings
and anchors with the parser that builds the site.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from sms_lint.source import Link, Section


class Line(NamedTuple):
    """A line of the body that is not inside fenced code."""

    text: str
    start: int
    code: bool


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(.*?)[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^}\n]*)\}[ \t]*$")
_ATTRIBUTE = re.compile(r"#(?P<id>[\w:.-]+)|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))")
_INLINE = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_CODE = re.compile(r"(`+)(?:(?!\1).)+?\1")


def front_matter(text: str) -> tuple[int, int]:
    """Start and end of the YAML between the two `---` lines; (0, 0) where a text has none."""
    if not text.startswith(("---\n", "---\r\n")):
        return 0, 0
    start = text.index("\n") + 1
    match = re.compile(r"^---[ \t]*\r?$", re.M).search(text, start)
    return (start, match.start()) if match else (0, 0)


def body_start(text: str) -> int:
    """The offset where the text after the front matter begins."""
    start, end = front_matter(text)
    if not start:
        return 0
    line_end = text.find("\n", end)
    return line_end + 1 if line_end != -1 else len(text)


def lines(text: str) -> Iterator[Line]:
    """The lines of the body, each marked as fenced code or not."""
    at, fence = body_start(text), ""
    for line in text[at:].splitlines(keepends=True):
        marker = _FENCE.match(line)
        inside = bool(fence)
        if marker and not fence:
            fence, inside = marker.group(1), True
        elif (
            marker
            and marker.group(1)[0] == fence[0]
            and len(marker.group(1)) >= len(fence)
            and not line.strip(" `~\r\n")
        ):
            fence = ""
        yield Line(line.rstrip("\r\n"), at, inside)
        at += len(line)


def slug(title: str, separator: str = "-") -> str:
    """The anchor that the site builder gives a heading (its default `toc` settings)."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, plain)


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a document, in order."""
    heads = list(_headings(text))
    ends = [start for _, start, _ in heads[1:]] + [len(text)]
    used: dict[str, int] = {}
    return tuple(_section(text, head, end, used) for head, end in zip(heads, ends, strict=True))


def _headings(text: str) -> Iterator[tuple[re.Match[str], int, str]]:
    for line in lines(text):
        if line.code or not line.text.startswith("#"):
            continue
        match = _HEADING.match(line.text)
        if match:
            yield match, line.start, line.text


def _section(text: str, head: tuple[re.Match[str], int, str], end: int, used: dict[str, int]) -> Section:
    match, start, line = head
    raw = match.group(2)
    attributes = _ATTRIBUTES.search(raw)
    given, satisfies = "", ""
    for part in _ATTRIBUTE.finditer(attributes.group(1)) if attributes else ():
        given = part["id"] or given
        if part["key"] == "data-satisfies":
            satisfies = part["quoted"] or part["plain"] or ""
    title = (raw[: attributes.start()] if attributes else raw).rstrip("# \t")
    anchor = given or _unique(slug(_plain(title)), used)
    line_end = start + len(line)
    return Section(
        len(match.group(1)),
        _plain(title),
        anchor,
        tuple(satisfies.split()),
        start,
        line_end,
        min(line_end + 1, end),
        end,
    )


def _unique(anchor: str, used: dict[str, int]) -> str:
    """The n-th heading of the same name gets `_n`, as the site builder numbers them."""
    count = used.get(anchor, 0)
    used[anchor] = count + 1
    return anchor if not count else f"{anchor}_{count}"


def _plain(title: str) -> str:
    """A heading's words without emphasis, code marks and link targets."""
    title = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return re.sub(r"(\*\*|__|\*|`)", "", title).strip()


def links(text: str) -> Iterator[Link]:
    """Every link of the body that is not inside code."""
    for line in lines(text):
        if line.code or ("](" not in line.text and "]:" not in line.text):
            continue
        plain = _CODE.sub(lambda match: " " * len(match.group()), line.text)
        reference = _REFERENCE.match(plain)
        found = [reference] if reference else list(_INLINE.finditer(plain))
        for match in found:
            if match.group(1):
                yield Link(match.group(1), line.start + match.start(1), line.start + match.end(1))
