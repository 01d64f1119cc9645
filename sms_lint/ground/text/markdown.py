"""What rules judge of a Markdown text: its sections, its links, and where its code is."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from sms_lint.ground.source import Link, Section
from sms_lint.ground.text.prose import Element, parsed

_ATTRIBUTES = re.compile(r"[ \t]+\{:?[ \t]*([^}\n]*)\}[ \t]*#*[ \t]*$", re.M)
_ATTRIBUTE = re.compile(r"#(?P<id>[\w:.-]+)|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
_INLINE = re.compile(
    r"\]\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>(?:[^()\s<>\\]|\\.|\((?:[^()\s<>\\]|\\.)*+\))*+))"
)
_DEFINITION = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?\[(?!\^)(?:[^\[\]\\]|\\.)+\]:\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>\S+))",
    re.M,
)
_NOT_LINE_END = re.compile(r"[^\n]")
_TICKS = re.compile(r"`+")
# One that is never closed goes on to the end, for whoever reads the page.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)


class Heading(NamedTuple):
    """What a heading says: its words without its attributes, and what these give; `cut` is where they begin."""

    title: str
    anchor: str
    satisfies: tuple[str, ...]
    cut: int


def slug(title: str) -> str:
    """The anchor that the forges give a heading: small letters and digits of any script, a hyphen for a space.

    The marks that letters of many scripts carry are no letters themselves, and are kept.
    """
    small = title.strip().lower()
    return _NOT_IN_ANCHOR.sub(_mark_or_nothing, small).replace(" ", "-")


def _mark_or_nothing(match: re.Match[str]) -> str:
    return match.group() if category(match.group()) in ("Mn", "Mc") else ""


def heading_of(element: Element, text: str) -> Heading:
    """What a heading of the text says; attributes stand in braces behind its words: `{#name data-satisfies="…"}`."""
    line = text[element.start : element.end].rstrip("\r\n").partition("\n")[0]
    braces = _ATTRIBUTES.search(line)
    words = element.words
    if braces is None:
        return Heading(words.strip(), "", (), element.end)
    anchor, satisfies = "", ""
    for part in _ATTRIBUTE.finditer(braces[1]):
        if part["id"]:
            anchor = part["id"]
        elif part["key"] == "id":
            anchor = part["quoted"] or part["plain"] or ""
        elif part["key"] == "data-satisfies":
            satisfies = part["quoted"] or part["plain"] or ""
    opening = re.search(r"\s\{:?[^{}]*\}\s*$", words)
    title = words[: opening.start()] if opening else words
    return Heading(title.strip(), anchor, tuple(satisfies.split()), element.start + braces.start())


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a document, in order. A heading in a list or a quotation begins none."""
    heads = [child for child in parsed(text).children if child.kind == "heading"]
    # The parser leaves out up to three spaces before a heading.
    starts = [text.rfind("\n", 0, head.start) + 1 for head in heads]
    ends = [*starts, len(text)][1:]
    said = [heading_of(head, text) for head in heads]
    anchors = _anchors(said)
    found = []
    for head, start, end, heading, anchor in zip(heads, starts, ends, said, anchors, strict=True):
        title_end = head.start + len(text[head.start : head.end].rstrip("\r\n"))
        body = min(title_end + 1, end)
        found.append(
            Section(head.level, heading.title, anchor, heading.satisfies, start, title_end, body, end)
        )
    return tuple(found)


def _anchors(heads: list[Heading]) -> list[str]:
    """The anchor of each heading; a second one of the same name gets `-1`, as the forges number them."""
    used = {head.anchor for head in heads if head.anchor}
    counts: dict[str, int] = {}
    found = []
    for head in heads:
        anchor = head.anchor
        if not anchor:
            base = anchor = slug(head.title) or "section"
            while anchor in used:
                counts[base] = counts.get(base, 0) + 1
                anchor = f"{base}-{counts[base]}"
            used.add(anchor)
        found.append(anchor)
    return found


def links(text: str) -> Iterator[Link]:
    """Every link and picture, each once where its target is written; bare addresses are no links of the system."""
    body = parsed(text)
    spans = {span for part in body.walk() if _leads(part) and (span := _target(part, text))}
    if "]:" in text:
        hidden = [(part.start, part.end) for part in body.walk() if part.kind in _WRITTEN_OUT]
        for match in _DEFINITION.finditer(text, body.start):
            span = match.span("plain" if match["plain"] else "bracketed")
            if not any(start <= span[0] < end for start, end in hidden):
                spans.add(span)
    yield from (Link(text[start:end], start, end) for start, end in sorted(spans) if start < end)


_WRITTEN_OUT = frozenset({"code", "code_block", "html", "html_block"})


def _leads(part: Element) -> bool:
    return part.kind in ("link", "picture") and not part.bare


def _target(part: Element, text: str) -> tuple[int, int] | None:
    """The place of the target of a link; None where the link refers to a definition."""
    label = part.children[-1].end if part.children else part.start + 1
    match = _INLINE.search(text, label, part.end)
    if match is None:
        return None
    return match.span("plain" if match["bracketed"] is None else "bracketed")


def blanked(what: re.Pattern[str], text: str) -> str:
    """The text with spaces for all that a pattern finds: every place and line stays what it was."""
    return what.sub(lambda found: _NOT_LINE_END.sub(" ", found.group()), text)


def without_code(text: str) -> str:
    """The body of a Markdown text, with spaces for front matter and code: every offset stays what it was."""
    body = parsed(text)
    code = [(part.start, part.end) for part in body.walk() if part.kind in ("code", "code_block")]
    parts, done = [], 0
    for start, end in [(0, body.start), *code]:
        parts += [text[done:start], _NOT_LINE_END.sub(" ", text[start:end])]
        done = max(done, end)
    return "".join((*parts, text[done:]))


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
