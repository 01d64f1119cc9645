"""HTML as people and programs write it, as the tree of a Markdown document.

Words are never dropped here: what Markdown has no form for (menus, forms, drawings) is kept aside with what it was.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from sms_lint.ground.output.markdown_runs import (
    EMPHASIS,
    STRIKE,
    STRONG,
    Run,
    element_of,
    runs_of,
    tidied,
)
from sms_lint.ground.text.prose import DEEPEST, Element
from sms_lint.intake.documents.html_texts import BLOCKS, passages, text_within
from sms_lint.intake.documents.source_document import Aside

_MARKS = {
    "b": STRONG,
    "strong": STRONG,
    "i": EMPHASIS,
    "em": EMPHASIS,
    "cite": EMPHASIS,
    "dfn": EMPHASIS,
    "s": STRIKE,
    "strike": STRIKE,
    "del": STRIKE,
}
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "meta", "link", "base"})
_ASIDE = {
    "nav": "a menu",
    "form": "a form",
    "button": "a form",
    "select": "a form",
    "textarea": "a form",
    "svg": "a drawing",
    "canvas": "a drawing",
    "iframe": "a frame",
    "object": "an embedded file",
    "video": "a film",
    "audio": "a recording",
    "noscript": "a text for browsers without scripts",
}
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "colgroup", "col"})
# The ids of notes, as the reader of Word files gives them.
_NOTE = re.compile(r"(?:[\w-]*-)?(?P<sort>foot|end)note-(?P<number>\d+)")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass
class _Reader:
    """Walks once through a tree of HTML and gathers blocks."""

    picture: Callable[[str], str]
    aside: list[Aside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)
    notes: frozenset[str] = frozenset()

    def flush(self, kind: str = "paragraph", level: int = 0) -> None:
        """End the line that was begun; an empty one leaves nothing."""
        runs, self.runs = tidied(self.runs), []
        if runs:
            self.blocks.append(element_of(kind, runs, level))

    def within(self, node: html.HtmlElement, depth: int) -> list[Element]:
        """The blocks inside an element."""
        outer, self.blocks = self.blocks, []
        self.flush_into(outer)
        self.children(node, frozenset(), "", depth + 1)
        self.flush()
        found, self.blocks = self.blocks, outer
        return found

    def flush_into(self, blocks: list[Element]) -> None:
        """End the line that was begun outside."""
        runs, self.runs = tidied(self.runs), []
        if runs:
            blocks.append(element_of("paragraph", runs))

    def children(self, node: html.HtmlElement, marks: frozenset[str], target: str, depth: int) -> None:
        """Everything inside an element, with the texts between."""
        self.text(node.text, marks, target)
        for child in node:
            if isinstance(child.tag, str):
                self.element(child, marks, target, depth)
            self.text(child.tail, marks, target)

    def text(self, text: str | None, marks: frozenset[str], target: str, form: str = "text") -> None:
        """A text as it stands in the file."""
        if text:
            self.runs.append(Run(text.replace("\xa0", " "), marks, target, form))

    def element(self, node: html.HtmlElement, marks: frozenset[str], target: str, depth: int) -> None:
        """One element, by its name."""
        tag = node.tag.lower().rpartition("}")[2].rpartition(":")[2]
        if depth > DEEPEST:
            self.text(text_within(node), marks, target)
        elif (
            tag in _UNSEEN
            or node.get("hidden") is not None
            or "display:none" in (node.get("style") or "").replace(" ", "")
        ):
            self.keep_aside("a text that is not shown", node)
        elif tag in _ASIDE:
            self.keep_aside(_ASIDE[tag], node)
        elif tag in _INLINE:
            _INLINE[tag](self, node, marks, target, depth)
        elif tag in _MARKS:
            self.children(node, marks | {_MARKS[tag]}, target, depth + 1)
        elif tag in _CODE:
            self.text(text_within(node), marks, target, "code")
        elif tag in _BLOCK_READERS:
            self.flush()
            _BLOCK_READERS[tag](self, node, depth)
        elif tag in BLOCKS:
            self.flush()
            self.children(node, marks, target, depth + 1)
            self.flush()
        else:
            self.children(node, marks, target, depth + 1)

    def keep_aside(self, what: str, node: html.HtmlElement) -> None:
        """Keep words that have no place in a text."""
        if node.tag in ("script", "style", "template"):
            return
        for passage in passages(node):
            self.aside.append(Aside(what, passage))

    def link(self, node: html.HtmlElement, marks: frozenset[str], target: str, depth: int) -> None:
        """A link, or a place that links lead to."""
        address = (node.get("href") or "").strip()
        if address[1:] in self.notes:
            self.runs.append(Run(_note_name(address[1:]), form="footnote_reference"))
            return
        if address[1:].replace("-ref-", "-") in self.notes:
            return  # the way back from a note
        self.children(node, marks, address or target, depth + 1)

    def image(self, node: html.HtmlElement, marks: frozenset[str], target: str, _depth: int) -> None:
        """A picture; one that cannot be had leaves its words."""
        shown = " ".join((node.get("alt") or node.get("title") or "").split())
        address = self.picture(node.get("src") or "")
        if address:
            self.runs.append(Run(shown, frozenset(), target, "picture", address))
        else:
            self.text(f" {shown} ", marks, target)

    def line_break(self, _node: html.HtmlElement, marks: frozenset[str], target: str, _depth: int) -> None:
        """The end of a line inside a paragraph."""
        self.runs.append(Run("", marks, target, "break"))

    def quoted(self, node: html.HtmlElement, marks: frozenset[str], target: str, depth: int) -> None:
        """A quotation inside a line, with the marks that a browser shows around it."""
        self.text("“", marks, target)
        self.children(node, marks, target, depth + 1)
        self.text("”", marks, target)

    def raised(self, node: html.HtmlElement, marks: frozenset[str], target: str, depth: int) -> None:
        """What stands higher or lower: digits have signs of their own for that."""
        said = text_within(node)
        signs = said.translate(_RAISED if node.tag == "sup" else _LOWERED)
        if node.find(".//a") is None and said.strip() and not re.search(r"[A-Za-z0-9]", signs):
            self.text(signs, marks, target)
        else:
            self.children(node, marks, target, depth + 1)

    def heading(self, node: html.HtmlElement, depth: int) -> None:
        """A heading; blocks in it are parts of its line."""
        self.children(node, frozenset(), "", depth + 1)
        self.flush("heading", int(node.tag[1]))

    def quote(self, node: html.HtmlElement, depth: int) -> None:
        """A quotation of its own."""
        if found := self.within(node, depth):
            self.blocks.append(Element("quote", 0, 0, found))

    def code(self, node: html.HtmlElement, _depth: int) -> None:
        """A text whose spaces and lines stay as they are."""
        for line_break in node.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        text = (
            "".join(node.itertext())
            .replace("\xa0", " ")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .strip("\n")
        )
        if text.strip():
            self.blocks.append(Element("code_block", 0, 0, [Element("text", 0, 0, text=f"{text}\n")]))

    def items(self, node: html.HtmlElement, depth: int) -> None:
        """A list; what stands between its items belongs to the item before."""
        level = -1
        if node.tag == "ol":
            start = node.get("start") or "1"
            level = int(start) if start.isdecimal() and len(start) < 9 else 1
        items: list[Element] = []
        self.text(node.text, frozenset(), "")
        self.flush()
        for child in node:
            found = self.within(child, depth) if child.tag == "li" else self.alone(child, depth)
            if child.tag == "li" and found and child.get("id") in self.notes:
                self.blocks.append(Element("footnote", 0, 0, found, text=_note_name(child.get("id"))))
            elif child.tag == "li" and found:
                items.append(Element("item", 0, 0, found))
            elif found and items:
                items[-1].children.extend(found)
            elif found:
                items.append(Element("item", 0, 0, found))
            if child.tail and child.tail.strip():
                said = element_of("paragraph", tidied([Run(child.tail)]))
                (items[-1].children if items else self.blocks).append(said)
        if items:
            self.blocks.append(Element("list", 0, 0, items, level=level))

    def alone(self, node: html.HtmlElement, depth: int) -> list[Element]:
        """The blocks that an element by itself makes."""
        outer, self.blocks = self.blocks, []
        if isinstance(node.tag, str):
            self.element(node, frozenset(), "", depth + 1)
            self.flush()
        found, self.blocks = self.blocks, outer
        return found

    def table(self, node: html.HtmlElement, depth: int) -> None:
        """A table; its caption stands before it, and its first row is its head."""
        self.between_cells(node, depth)
        rows = [[self.cell(cell, depth) for cell in row] for row in _grid(node)]
        rows = [row for row in rows if any(cell.children for cell in row)]
        if rows and len(rows[0]) == 1 and len(rows) == 1:
            self.blocks.append(replace(rows[0][0], kind="paragraph"))
        elif rows:
            width = max(len(row) for row in rows)
            padded = [[*row, *(Element("cell", 0, 0) for _ in range(width - len(row)))] for row in rows]
            made = [Element("row" if place else "head", 0, 0, row) for place, row in enumerate(padded)]
            self.blocks.append(Element("table", 0, 0, made, columns=("none",) * width))

    def between_cells(self, node: html.HtmlElement, depth: int) -> None:
        """What stands in a table and in no cell, its caption above all: paragraphs before the table."""
        self.text(node.text, frozenset(), "")
        self.flush()
        for child in node:
            if child.tag in _TABLE_PARTS:
                self.between_cells(child, depth)
            elif child.tag not in ("td", "th") or node.tag != "tr":
                self.blocks += self.alone(child, depth)
            self.text(child.tail, frozenset(), "")
            self.flush()

    def cell(self, node: html.HtmlElement | None, depth: int) -> Element:
        """A cell as one line: what are several blocks in it are lines below each other."""
        if node is None:
            return Element("cell", 0, 0)
        runs: list[Run] = []
        for line in _lines(self.within(node, depth)):
            runs += [*([Run("", form="break")] if runs else []), *line]
        return element_of("cell", tidied(runs))


_INLINE: dict[str, Callable[[_Reader, html.HtmlElement, frozenset[str], str, int], None]] = {
    "a": _Reader.link,
    "img": _Reader.image,
    "br": _Reader.line_break,
    "q": _Reader.quoted,
    "sup": _Reader.raised,
    "sub": _Reader.raised,
}
_BLOCK_READERS: dict[str, Callable[[_Reader, html.HtmlElement, int], None]] = {
    **{f"h{level}": _Reader.heading for level in range(1, 7)},
    "blockquote": _Reader.quote,
    "pre": _Reader.code,
    "ul": _Reader.items,
    "ol": _Reader.items,
    "table": _Reader.table,
    "hr": lambda reader, _node, _depth: reader.blocks.append(Element("rule", 0, 0)),
}


def _grid(table: html.HtmlElement) -> Iterator[list[html.HtmlElement | None]]:
    """The cells of each row; None where a cell reaches over the next place, or down from the row above."""
    above: dict[int, int] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for row in rows:
        cells: list[html.HtmlElement | None] = []
        for cell in (child for child in row if child.tag in ("td", "th")):
            while above.get(len(cells), 0):
                above[len(cells)] -= 1
                cells.append(None)
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            for place in range(wide):
                above[len(cells)] = deep - 1
                cells.append(None if place else cell)
        while above.get(len(cells), 0):
            above[len(cells)] -= 1
            cells.append(None)
        yield cells


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), 100) if said.isdecimal() and len(said) < 6 else 1


def _lines(blocks: list[Element], mark: str = "") -> Iterator[list[Run]]:
    """Blocks as lines of a cell; an item of a list keeps a mark before it."""
    for block in blocks:
        if block.kind in ("paragraph", "heading", "cell"):
            yield [*([Run(mark)] if mark else []), *runs_of(block)]
            mark = ""
        elif block.kind == "list":
            for number, item in enumerate(block.children, max(block.level, 0)):
                yield from _lines(item.children, "• " if block.level < 0 else f"{number}. ")
        elif block.kind == "code_block":
            for line in "".join(part.text for part in block.children).splitlines():
                yield [Run(line, form="code")]
        elif block.kind in ("head", "row"):
            runs = [run for cell in block.children for run in (Run(" – "), *runs_of(cell))]
            yield runs[1:]
        else:
            yield from _lines(block.children, mark)


def _note_name(identifier: str) -> str:
    match = _NOTE.fullmatch(identifier)
    return "" if match is None else f"{'e' if match['sort'] == 'end' else ''}{match['number']}"


def html_tree(root: html.HtmlElement, picture: Callable[[str], str]) -> tuple[list[Element], list[Aside]]:
    """The blocks of an HTML element, and what was kept aside.

    `picture` says under which name a picture is kept, empty where it cannot be had.
    """
    notes = frozenset(note for item in root.iter("li") if _NOTE.fullmatch(note := item.get("id") or ""))
    reader = _Reader(picture, notes=notes)
    return reader.within(root, 0), reader.aside
