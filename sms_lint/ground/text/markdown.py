"""The parts of a Markdown text that rules judge: front matter, sections and links.

One scan that knows fenced code, not a full Markdown parser: 50 times faster, and a test compares its headings
and anchors with the parser that builds the site.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from sms_lint.ground.source import Link, Section


class Line(NamedTuple):
    """A line of the body that is not inside fenced code."""

    text: str
    start: int
    code: bool


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(.*?)[ \t]*$")
_ATTRIBUTES = re.compile(r"[ ]+\{:?[ \t]*([^}\n]*)\}[ \t]*$")
_ATTRIBUTE = re.compile(r"#(?P<id>[\w:.-]+)|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))")
_CLOSING = re.compile(r"#+[ \t]*$")
_NUMBERED = re.compile(r"(.*)_([0-9]{1,18})")
_INLINE = re.compile(
    r"\]\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<bare>(?:[^()\s<>]|\([^()\s<>]*+\))*+))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_NOT_LINE_END = re.compile(r"[^\n]")
_TICKS = re.compile(r"`+")
# One that is never closed goes on to the end, for whoever reads the page.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


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
    ends = [*(head.start for head in heads), len(text)][1:]
    given = {anchor for head in heads if (anchor := _attributes(head.raw)[1].anchor)}
    anchors = _Anchors(given, {})
    return tuple(_section(head, end, anchors) for head, end in zip(heads, ends, strict=True))


class _Heading(NamedTuple):
    level: int
    raw: str
    start: int
    end: int


class _Anchors(NamedTuple):
    """The anchors in use, and for each name up to which number all of its numbered anchors are."""

    used: set[str]
    runs: dict[str, int]


class _Given(NamedTuple):
    """What a heading says of itself in braces."""

    anchor: str
    satisfies: tuple[str, ...]


def _headings(text: str) -> Iterator[_Heading]:
    for line in lines(text):
        match = _HEADING.match(line.text) if line.text.startswith("#") and not line.code else None
        if match:
            yield _Heading(len(match[1]), match[2], line.start, line.start + len(line.text))


def _attributes(raw: str) -> tuple[str, _Given]:
    """A heading's text without its attributes, and what they give."""
    braces = _ATTRIBUTES.search(raw)
    if braces is None:
        return raw, _Given("", ())
    anchor, satisfies = "", ""
    for part in _ATTRIBUTE.finditer(braces[1]):
        if part["id"]:
            anchor = part["id"]
        elif part["key"] == "id":
            anchor = part["quoted"] or part["plain"] or ""
        elif part["key"] == "data-satisfies":
            satisfies = part["quoted"] or part["plain"] or ""
    return raw[: braces.start()], _Given(anchor, tuple(satisfies.split()))


def _section(head: _Heading, end: int, anchors: _Anchors) -> Section:
    raw, given = _attributes(head.raw)
    title = _plain(_CLOSING.sub("", raw).rstrip())
    anchor = given.anchor or _unique(slug(title), anchors)
    body_start = min(head.end + 1, end)
    return Section(head.level, title, anchor, given.satisfies, head.start, head.end, body_start, end)


def _unique(anchor: str, anchors: _Anchors) -> str:
    """The second heading of the same name gets `_1`, as the site builder numbers them."""
    if not anchor or anchor in anchors.used:
        numbered = _NUMBERED.fullmatch(anchor)
        base, count = (numbered[1], int(numbered[2])) if numbered else (anchor, 0)
        run = anchors.runs.get(base, 0)
        start, count = count, max(count, run) + 1
        while f"{base}_{count}" in anchors.used:
            count += 1
        if start <= run:
            anchors.runs[base] = count
        anchor = f"{base}_{count}"
    anchors.used.add(anchor)
    return anchor


def _plain(title: str) -> str:
    """A heading's words without emphasis, code marks and link targets."""
    title = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return re.sub(r"(\*\*|__|\*|`)", "", title).strip()


def links(text: str) -> Iterator[Link]:
    """Every link of the body that is not inside code or a comment."""
    edges = [edge for match in COMMENT.finditer(text) for edge in match.span()] if "<!--" in text else []
    for line in lines(text):
        if line.code or ("](" not in line.text and "]:" not in line.text):
            continue
        for start, end in _targets(without_code_spans(line.text)):
            at = line.start + start
            if start < end and bisect_right(edges, at) % 2 == 0:  # odd is inside a comment
                yield Link(line.text[start:end], at, line.start + end)


def _targets(line: str) -> Iterator[tuple[int, int]]:
    reference = _REFERENCE.match(line)
    if reference:
        yield reference.span(1)
        return
    opening = line.find("[")
    for match in _INLINE.finditer(line):
        if -1 < opening < match.start():
            yield match.span("bracketed" if match["bracketed"] is not None else "bare")


def without_code_spans(text: str) -> str:
    """A text with spaces for code: what is between two runs of equally many backticks. Line ends stay."""
    if "`" not in text:
        return text
    closing: dict[int, list[tuple[int, int]]] = {}
    runs = [match.span() for match in _TICKS.finditer(text)]
    for start, end in reversed(runs):
        closing.setdefault(end - start, []).append((start, end))
    parts, done = [], 0
    for start, end in runs:
        later = closing[end - start]
        while later and later[-1][0] <= start:
            later.pop()
        if start >= done and later:
            parts += [text[done:start], _NOT_LINE_END.sub(" ", text[start : later[-1][1]])]
            done = later[-1][1]
    return "".join((*parts, text[done:]))
