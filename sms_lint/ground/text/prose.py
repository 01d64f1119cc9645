"""A Markdown text as a tree with places: CommonMark with what the forges add to it.

One parser reads for rules, site, paper and comparison, so that all of them see what the forge shows: tables, task
lists, strike-through, footnotes, alerts and bare addresses (GitHub Flavored Markdown). HTML is kept as it is written.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Any

import pyromark

from sms_lint.ground.text.front_matter import body_start

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
_NOT_LINE_END = re.compile(r"[^\r\n]")
# What is nested deeper than this belongs to what is around it: nobody can read it as nested.
DEEPEST = 100
# A bare address as the forges recognise it: after a space or a mark, up to the next space or `<`.
_BARE = re.compile(
    r"(?<![\w/.:@-])(?:https?://|www\.)[^\s<]+|(?<![\w.+@/:-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w+(?![\w-])"
)
_AFTER_ADDRESS = re.compile(r"(?:[?!.,:*_~'\"]|&[A-Za-z0-9]+;)+\Z")
_HOST = re.compile(r"(?:https?://|www\.)(?:[\w-]+\.)*[\w-]+\.?[\w-]*", re.I)

# The name of each event of the parser, and the kind of element that it begins.
_KINDS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "BlockQuote": "quote",
    "CodeBlock": "code_block",
    "HtmlBlock": "html_block",
    "List": "list",
    "Item": "item",
    "FootnoteDefinition": "footnote",
    "Table": "table",
    "TableHead": "head",
    "TableRow": "row",
    "TableCell": "cell",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strike",
    "Link": "link",
    "Image": "picture",
    "Text": "text",
    "Code": "code",
    "Html": "html",
    "InlineHtml": "html",
    "FootnoteReference": "footnote_reference",
    "SoftBreak": "soft_break",
    "HardBreak": "break",
    "Rule": "rule",
    "TaskListMarker": "task",
}


@dataclass(slots=True)
class Element:
    """A part of a text: its kind, its offsets in the file, what is in it, and what its kind says besides.

    `text` holds the words of a text, code or HTML, the language of a code block, the sort of an alert and the name of
    a footnote. `target` and `title` are those of a link or picture. `level` is that of a heading, the first number of
    an ordered list (-1 of another one), and 1 for a task that is done. `columns` are the alignments of a table.
    """

    kind: str
    start: int
    end: int
    children: "list[Element]" = field(default_factory=list)
    text: str = ""
    target: str = ""
    title: str = ""
    level: int = 0
    columns: tuple[str, ...] = ()
    bare: bool = False

    def walk(self) -> "Iterator[Element]":
        """This element and everything in it, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element.children[::-1]

    @property
    def words(self) -> str:
        """What a reader reads of it: its texts and code, a space for each line end."""
        if self.kind in ("text", "code"):
            return self.text
        if self.kind in ("soft_break", "break"):
            return " "
        return "".join(child.words for child in self.children)


@lru_cache(maxsize=1024)  # several rules ask for the tree of each document
def parsed(text: str) -> Element:
    """The tree of a Markdown text; its front matter is no part of it."""
    start = body_start(text)
    body = _NOT_LINE_END.sub(" ", text[:start]) + text[start:] if start else text
    root = Element("document", start, len(text))
    open_: list[Element] = [root]
    place = _places(body)
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        name, value = _named(event)
        if name == "End":
            _complete(open_.pop())
            continue
        begins = name == "Start"
        if begins:
            name, value = _named(value)
        if begins and len(open_) > DEEPEST:
            open_.append(open_[-1])
            continue
        element = _element(name, value, place(span["start"]), place(span["end"]))
        open_[-1].children.append(element)
        if begins:
            open_.append(element)
    return root


def _named(event: Any) -> tuple[str, Any]:
    """The name of an event and what it says besides, which some events do not."""
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def _places(text: str) -> Callable[[int], int]:
    """From an offset in bytes of UTF-8, as the parser counts, to one in characters."""
    if text.isascii():
        return int
    ends = list(accumulate((len(character.encode()) for character in text), initial=0))
    return lambda byte: bisect_right(ends, byte) - 1


def _element(name: str, value: Any, start: int, end: int) -> Element:
    element = Element(_KINDS[name], start, end)
    match name:
        case "Text" | "Code" | "Html" | "InlineHtml" | "FootnoteReference" | "FootnoteDefinition":
            element.text = value
        case "Heading":
            element.level = int(value["level"][1:])
        case "List":
            element.level = -1 if value is None else value
        case "BlockQuote":
            element.text = value or ""
        case "CodeBlock":
            element.text = value["Fenced"] if isinstance(value, dict) else ""
        case "Table":
            element.columns = tuple(alignment.lower() for alignment in value)
        case "Link" | "Image":
            element.target, element.title = value["dest_url"], value["title"]
            element.bare = value["link_type"] in ("Autolink", "Email")
            if value["link_type"] == "Email":
                element.target = f"mailto:{element.target}"
        case "TaskListMarker":
            element.level = int(value)
    return element


def _complete(element: Element) -> None:
    """Join the texts that the parser has cut into pieces, and make links of bare addresses."""
    joined: list[Element] = []
    for _, group in groupby(element.children, key=_run):
        pieces = list(group)
        first = pieces[0]
        if len(pieces) > 1:
            first.text, first.end = "".join(piece.text for piece in pieces), pieces[-1].end
        joined.append(first)
    linked = element.kind in ("link", "code_block", "html_block")
    element.children = joined if linked else [part for child in joined for part in _with_addresses(child)]


def _run(part: Element) -> object:
    """What neighbours have in common that are one: texts, and the lines of an HTML block."""
    return part.kind if part.kind in ("text", "html") else id(part)


def _with_addresses(element: Element) -> Iterator[Element]:
    text = element.text
    if element.kind != "text" or not ("://" in text or "www." in text or "@" in text):
        yield element
        return
    at = 0
    for match in _BARE.finditer(text):
        address = _ended(match.group())
        if not address:
            continue
        yield from _piece(element, at, match.start())
        at = match.start() + len(address)
        linked = _piece(element, match.start(), at)
        scheme = "" if "://" in address[:8] else "http://" if address.startswith("www.") else "mailto:"
        start, end = _span(element, match.start(), at)
        yield Element("link", start, end, list(linked), target=scheme + address, bare=True)
    yield from _piece(element, at, len(text))


def _ended(address: str) -> str:
    """A bare address without the marks of the sentence behind it; empty where it names no host."""
    while True:
        cut = _AFTER_ADDRESS.sub("", address)
        if cut.endswith(")") and cut.count(")") > cut.count("("):
            cut = cut[:-1]
        if cut == address:
            break
        address = cut
    if "@" in address and "://" not in address:
        return address.rstrip("-_")
    host = _HOST.match(address)
    return (
        address
        if (host and "." in host.group().removeprefix("www.")) or ("://" in address[:8] and host)
        else ""
    )


def _piece(element: Element, start: int, end: int) -> Iterator[Element]:
    if start < end:
        first, last = _span(element, start, end)
        yield Element("text", first, last, text=element.text[start:end])


def _span(element: Element, start: int, end: int) -> tuple[int, int]:
    """The place of a part of a text; of the whole of it where signs stand in the file for others."""
    if len(element.text) == element.end - element.start:
        return element.start + start, element.start + end
    return element.start, element.end
