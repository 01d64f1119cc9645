"""HTML inside a Markdown text, as Markdown: documents of ours hold none."""

import re
from collections.abc import Iterator

from lxml import etree, html

from sms_lint.ground.output.markdown_document import document_text, target_text
from sms_lint.ground.text import parsed
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.ground.text.prose import Element
from sms_lint.intake.documents.html_tree import html_tree

_COMMENT = re.compile(r"(?:\s*<!--(?!-?>)[^<>`]*-->)+\s*")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(
    r"\b(?P<name>href|src|alt)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+))", re.I
)
_SIGNS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
    "code": "`",
    "tt": "`",
}
_KEPT = frozenset({"br", "sub", "sup", "kbd", "abbr"})


def without_html(body: str) -> str:
    """The text with its elements of HTML as the marks of Markdown; those that have none leave their words."""
    for _ in range(3):  # an element may stand across several blocks
        changed = edited(body, _edits(body))
        if changed == body:
            break
        body = changed
    return body


def _edits(body: str) -> Iterator[Edit]:
    blocks_end = 0  # what is in a block of HTML goes with the block
    for part in parsed(body).walk():
        if part.start < blocks_end:
            continue
        if part.kind == "html_block":
            blocks_end = part.end
            source = body[part.start : part.end]
            if not _COMMENT.fullmatch(source):
                yield Edit(part.start, part.end, _set_off(body, part, _block(source)))
        elif part.kind == "html" and not part.children:
            yield from _line(body, part)


def _block(source: str) -> str:
    try:
        root = html.fragment_fromstring(source, create_parent="div", parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _TAG.sub("", source)
    return document_text(Element("document", 0, 0, html_tree(root, lambda address: address)[0]))


def _set_off(body: str, block: Element, text: str) -> str:
    """A text in the place of a block, with an empty line before and behind where there is none."""
    said = text.strip("\n")
    before, behind = body[: block.start], body[block.end :]
    above = "" if not before.strip() or before.endswith("\n\n") else "\n"
    below = "" if not behind.strip() or behind.startswith("\n") else "\n"
    return f"{above}{said}\n{below}" if said else "\n"


def _line(body: str, part: Element) -> Iterator[Edit]:
    """The elements inside a line, each by itself: what is between them stays as it is."""
    for match in _TAG.finditer(body, part.start, part.end):
        name = match["name"].casefold()
        new = _SIGNS.get(name, "")
        if name in _KEPT:
            new = f"<{match['end']}{name}>"
        elif name == "a" and not match["end"]:
            target = _attribute(match["rest"], "href")
            closed = body.find("</a>", match.end())
            if target and closed != -1:
                yield Edit(closed, closed + 4, f"]({target_text(target)})")
                new = "["
        elif name == "img" and (address := _attribute(match["rest"], "src")):
            new = f"![{_attribute(match['rest'], 'alt')}]({target_text(address)})"
        yield Edit(match.start(), match.end(), new)


def _attribute(rest: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(rest):
        if match["name"].casefold() == name:
            return match["double"] or match["single"] or match["bare"] or ""
    return ""
